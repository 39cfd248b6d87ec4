"""The `scola` command: what who operates an installation needs, and nothing else."""

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from scola.config.commands import COMMANDS, print_line
from scola.config.env import BadSetting
from scola.config.failure import explain
from scola.config.sentences import Refusal, say

PROJECT = Path(__file__).resolve().parents[2]
INTERRUPTED = 130
USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; whatever goes wrong is one sentence on stderr, never a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in {"-h", "--help", "help"}:
        return write_help()
    command = COMMANDS.get(words[0])
    if command is None:
        return complain(
            say(
                f"« {words[0]} » n’est pas une commande de Scola : « scola help » les montre.",
                f"“{words[0]}” is not a command of Scola: `scola help` shows them.",
            ),
            USAGE,
        )
    if words[1:] in (["-h"], ["--help"]) and "…" not in command.usage:
        print_line(f"scola {command.usage}\n  {say(command.french, command.english)}")
        return 0
    try:
        return command.run(prepare(), words[1:])
    except KeyboardInterrupt:
        return complain(say("Arrêté.", "Stopped."), INTERRUPTED)
    except (Refusal, BadSetting) as refusal:
        return complain(str(refusal), 1)
    except Exception as error:  # noqa: BLE001 - nobody who operates Scola reads tracebacks
        return complain(explain(error, Path(os.environ["SCOLA_DATA"]) / "run" / "error.log"), 1)


def prepare() -> Path:
    """Names the data folder for this process and its children, and makes it when absent."""
    here = PROJECT if (PROJECT / "pyproject.toml").exists() else Path.cwd()
    os.umask(0o077)  # all that Scola writes is for Scola alone
    data = Path(os.environ.get("SCOLA_DATA", "").strip() or here / "var").expanduser().resolve()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(unusable(data, error.strerror or str(error))) from error
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        raise Refusal(unusable(data, os.strerror(errno.EACCES)))
    os.environ["SCOLA_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scola.config.settings")
    return data


def unusable(data: Path, why: str) -> str:
    return say(
        f"Le dossier de données {data} n’est pas utilisable ({why}) : donnez un autre dossier "
        "avec SCOLA_DATA, ou changez ses droits.",
        f"The data folder {data} cannot be used ({why}): give another folder with SCOLA_DATA, "
        "or change its rights.",
    )


def complain(sentence: str, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


def write_help() -> int:
    width = max(len(command.usage) for command in COMMANDS.values())
    print_line(
        say(
            "scola COMMANDE : le logiciel d’une ville pour ses écoles\n",
            "scola COMMAND: the software a city runs for its schools\n",
        )
    )
    for command in COMMANDS.values():
        print_line(f"  {command.usage:<{width}}  {say(command.french, command.english)}")
    print_line(
        say(
            "\nSCOLA_DATA=DOSSIER : base et fichiers (var/ par défaut) ; PORT=8000 : le port.\n"
            "Tous les réglages : docs/operate.md",
            "\nSCOLA_DATA=FOLDER: database and files (var/ by default); PORT=8000: the port.\n"
            "All settings: docs/operate.md",
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
