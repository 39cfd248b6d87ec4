"""`scola check`: what is wrong with this installation, and how to mend it."""

import importlib.util
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import Error

import scola
from scola.config import database, env
from scola.config.health import check_health
from scola.config.listening import make_plan, require_ports
from scola.config.restore import interrupted, interruption
from scola.config.running import Hold, realtime_runs
from scola.config.sentences import Refusal, say, size
from scola.config.supervisor import ask_health
from scola.directory.calendar import alerts

ROOM = 500_000_000  # bytes free below which a school year's drawings may not fit
LOCAL = {"127.0.0.1", "localhost", "::1"}
SOURCES = Path(scola.__file__).parent


@dataclass(frozen=True, slots=True)
class Finding:
    """`serious` means that Scola does not work; the others are worth knowing."""

    wrong: str
    mend: str
    serious: bool = True


def examine(data: Path) -> Iterator[Finding]:
    """Everything found. A later look that needs what an earlier one missed is not taken."""
    yield from look_at_folder(data)
    database_troubles = list(look_at_database())
    yield from database_troubles
    yield from look_at_live_store(data)
    yield from look_at_processes(data)
    for look in (look_at_client, look_at_texts, look_at_mail, look_at_openness):
        yield from look()
    if not database_troubles:
        yield from look_at_calendar()
        yield from look_at_code()


def look_at_folder(data: Path) -> Iterator[Finding]:
    if interrupted(data):
        yield Finding(interruption(data), "scola restore")
    free = shutil.disk_usage(data).free
    if free < ROOM:
        yield Finding(
            say(f"Il ne reste que {size(free)} sur {data}.", f"Only {size(free)} left on {data}."),
            say("Libérez de la place.", "Free some space."),
        )
    for path in [data, *(data / name for name in ("files", "secret", "run"))]:
        if path.exists() and not os.access(path, os.R_OK | os.W_OK | os.X_OK):
            yield Finding(
                say(f"Scola ne peut pas écrire dans {path}.", f"Scola cannot write to {path}."),
                f"chown -R {os.getuid()} {path}",
            )
    for key in sorted((data / "secret").glob("*.key")):
        if stat.S_IMODE(key.stat().st_mode) & 0o077:
            yield Finding(
                say(
                    f"La clé {key} peut être lue par d’autres que Scola.",
                    f"The key {key} can be read by others than Scola.",
                ),
                f"chmod 600 {key}",
            )
    if data.stat().st_mode & 0o007:
        yield Finding(
            say(
                f"Tous les comptes de la machine peuvent lire {data} (données d’enfants).",
                f"Every account of the machine can read {data} (children's data).",
            ),
            f"chmod o-rwx {data}",
            serious=False,
        )


def look_at_database() -> Iterator[Finding]:
    try:
        if not database.holds_tables():
            yield Finding(
                say("La base de données est vide.", "The database is empty."), "scola migrate"
            )
            return
        missing = database.pending_migrations()
    except Error as error:
        first = str(error).strip().splitlines()[0]
        yield Finding(
            say(f"La base ne répond pas : {first}", f"The database does not answer: {first}"),
            say("Vérifiez DATABASE_URL.", "Check DATABASE_URL."),
        )
        return
    if missing:
        yield Finding(
            say(
                f"La base n’est pas à jour ({len(missing)} changements).",
                f"The database is not up to date ({len(missing)} changes).",
            ),
            "scola migrate",
        )
    if database.kind() == database.SQLITE:
        yield from _look_inside(database.sqlite_file())


def look_at_live_store(data: Path) -> Iterator[Finding]:
    if (data / "realtime.sqlite3").exists():
        yield from _look_inside(data / "realtime.sqlite3")


def _look_inside(file: Path) -> Iterator[Finding]:
    if wrong := database.damage(file, quick=True):
        yield Finding(
            say(f"{file} est abîmé : {wrong}", f"{file} is damaged: {wrong}"),
            say("scola restore (la dernière sauvegarde)", "scola restore (the last backup)"),
        )


def look_at_processes(data: Path) -> Iterator[Finding]:
    """When Scola runs, that all of it is alive; when not, that its ports are free."""
    plan = make_plan(data)
    try:
        with Hold(data) as hold:
            hold.take("check")
            if not realtime_runs(data):
                require_ports(plan)
            return
    except Refusal as refusal:
        health = ask_health(plan) or {**check_health(data), "web": False}
        dead = [part for part, alive in health.items() if not alive]
        if "Scola" not in str(refusal):
            yield Finding(str(refusal), "PORT=…")
        elif dead:
            names = ", ".join(dead)
            yield Finding(
                say(f"Ne répond pas : {names}.", f"Does not answer: {names}."),
                say("Regardez les lignes de « scola serve ».", "Read the lines of `scola serve`."),
            )


def look_at_client() -> Iterator[Finding]:
    if not (SOURCES / "kernel" / "ui" / "static" / "build" / "manifest.json").exists():
        yield Finding(
            say("L’interface n’est pas construite.", "The browser's part is not built."),
            "make up",
        )


def look_at_texts() -> Iterator[Finding]:
    for source in sorted((SOURCES / "locale").glob("*/LC_MESSAGES/*.po")):
        if not source.with_suffix(".mo").exists():
            language = source.parts[-3]
            yield Finding(
                say(
                    f"Les textes « {language} » ne sont pas compilés.",
                    f"The texts “{language}” are not compiled.",
                ),
                "make up",
            )


def look_at_mail() -> Iterator[Finding]:
    if not env.text("SMTP_HOST") and not settings.DEMO:
        yield Finding(
            say(
                f"Les courriels restent dans {settings.EMAIL_FILE_PATH}, personne ne les reçoit.",
                f"E-mails stay in {settings.EMAIL_FILE_PATH}, nobody receives them.",
            ),
            "SMTP_HOST=…",
            serious=False,
        )


def look_at_openness() -> Iterator[Finding]:
    """What is fine on one's own machine and not on a city's network."""
    if settings.HOST in LOCAL and not env.listing("SCOLA_ALLOWED_HOSTS"):
        return
    if settings.DEBUG:
        yield Finding(
            say(
                "SCOLA_DEBUG montre l’intérieur de Scola à tout le réseau.",
                "SCOLA_DEBUG shows Scola's inside to the whole network.",
            ),
            "SCOLA_DEBUG=0",
        )
    if settings.DEMO:
        yield Finding(
            say(
                "La ville de démonstration (mots de passe connus) est ouverte au réseau.",
                "The demo city (known passwords) is open to the network.",
            ),
            say("SCOLA_DATA=(un autre dossier)", "SCOLA_DATA=(another folder)"),
            serious=False,
        )
    if not settings.HTTPS:
        yield Finding(
            say(
                "Les mots de passe passent en clair : HTTPS n’est pas déclaré.",
                "Passwords travel in the clear: HTTPS is not declared.",
            ),
            "SCOLA_HTTPS=1",
            serious=False,
        )


def look_at_calendar() -> Iterator[Finding]:
    for alert in alerts():
        yield Finding(
            alert, say("Page « Calendrier » de la Ville.", "The city's calendar page."), False
        )


def look_at_code() -> Iterator[Finding]:
    """Django's own checks and the house's: models sealed, addresses guarded."""
    for message in run_checks():
        if message.level >= ERROR:
            yield Finding(message.msg, message.hint or "CONTRIBUTING.md")
    if importlib.util.find_spec("scola.kernel.health"):
        checks: list[Callable[[], list[str]]] = importlib.import_module(
            "scola.kernel.health"
        ).checks
        for check in checks:
            for sentence in check():
                yield Finding(sentence, "")
