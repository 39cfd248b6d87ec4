"""What each word after `scola` does. Django is loaded only by the commands that need it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scola.config.sentences import Refusal, say


@dataclass(frozen=True, slots=True)
class Command:
    """`run` takes the data folder and the words after the command's name; gives the exit code."""

    run: Callable[[Path, list[str]], int]
    usage: str
    french: str
    english: str


def print_line(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def set_up_django() -> None:
    import django

    django.setup()


def serve(data: Path, words: list[str]) -> int:
    take_no_words("serve", words)
    set_up_django()
    from scola.config.serving import serve as serve_all

    return serve_all(data)


def backup(data: Path, words: list[str]) -> int:
    file, force = file_and_force("backup", words)
    set_up_django()
    from scola.config.backup import backup as write_backup

    print_line(write_backup(data, file, force=force))
    return 0


def restore(data: Path, words: list[str]) -> int:
    file, force = file_and_force("restore", words)
    set_up_django()
    from scola.config.database import pending_migrations
    from scola.config.restore import restore as put_back

    print_line(put_back(data, file, force=force))
    if pending_migrations():
        print_line(
            say(
                "La base vient d’une version plus ancienne : lancez maintenant « scola migrate ».",
                "The database comes from an older version: now run `scola migrate`.",
            )
        )
    return 0


def check(data: Path, words: list[str]) -> int:
    take_no_words("check", words)
    set_up_django()
    from scola.config.doctor import examine

    findings = list(examine(data))
    for finding in findings:
        print_line(f"{'✗' if finding.serious else '!'} {finding.wrong}\n    → {finding.mend}")
    if any(finding.serious for finding in findings):
        return 1
    print_line(say("✓ Scola peut servir.", "✓ Scola can serve."))
    return 0


def django_command(name: str) -> Callable[[Path, list[str]], int]:
    """Passes on to a Django command; its refusals are sentences already."""

    def run(data: Path, words: list[str]) -> int:
        from django.core.management import call_command
        from django.core.management.base import CommandError

        set_up_django()
        try:
            call_command(name, *words)
        except CommandError as error:
            sys.stderr.write(f"{error}\n")
            return error.returncode
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        return 0

    return run


def any_django_command(data: Path, words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["scola django", *words])
    return 0


def file_and_force(name: str, words: list[str]) -> tuple[Path, bool]:
    files = [word for word in words if word != "--force"]
    if len(files) != 1 or files[0].startswith("-"):
        raise Refusal(wrong_words(name))
    return Path(files[0]).expanduser().absolute(), "--force" in words


def take_no_words(name: str, words: list[str]) -> None:
    if words:
        raise Refusal(wrong_words(name))


def wrong_words(name: str) -> str:
    usage = COMMANDS[name].usage
    return say(f"Cela s’écrit : scola {usage}", f"It is written: scola {usage}")


COMMANDS = {
    "serve": Command(
        serve, "serve", "démarre tout ; Ctrl-C arrête tout", "starts everything; Ctrl-C stops it"
    ),
    "migrate": Command(
        django_command("migrate"),
        "migrate",
        "crée la base de données, ou la met à jour",
        "creates the database, or brings it up to date",
    ),
    "demo": Command(
        django_command("demo"),
        "demo [--scale N]",
        "remplit une installation vide d’une ville inventée",
        "fills an empty installation with an invented city",
    ),
    "import-roster": Command(
        django_command("import_roster"),
        "import-roster PATH …",
        "lit les fichiers d’élèves (ONDE) ; --dry-run montre sans écrire",
        "reads roster files (ONDE); --dry-run shows without writing",
    ),
    "import-board": Command(
        django_command("import_board"),
        "import-board FILE [--json]",
        "lit un tableau (.ubz, .iwb, .excalidraw) et dit ce que Scola en reprend, sans rien écrire",
        "reads a board (.ubz, .iwb, .excalidraw) and says what Scola takes over; writes nothing",
    ),
    "backup": Command(
        backup,
        "backup FILE [--force]",
        "sauve tout dans un fichier .tar.gz, même en service",
        "saves everything in a .tar.gz file, even while serving",
    ),
    "restore": Command(
        restore,
        "restore FILE [--force]",
        "remet une sauvegarde en place (Scola arrêté)",
        "puts a backup back in place (Scola stopped)",
    ),
    "check": Command(
        check,
        "check",
        "dit ce qui ne va pas et comment le réparer",
        "says what is wrong and how to mend it",
    ),
    "django": Command(
        any_django_command,
        "django …",
        "les commandes de Django, pour qui développe",
        "Django's own commands, for developers",
    ),
}
