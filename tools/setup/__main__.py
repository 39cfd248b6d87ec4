"""`python -m tools.setup packages|develop|demo|up`: each does what is missing and no more.

packages: all but the database. develop: the same with what tests and measures need.
demo: packages, database and demo city (SCALE=10: ten times as large). up: demo, then `scola serve`.
"""

import os
import sys

from scola.config.cli import prepare as data_folder
from scola.config.env import BadSetting
from scola.config.listening import make_plan, require_ports
from scola.config.running import Hold
from scola.config.sentences import Refusal, say
from tools.setup.places import SCOLA
from tools.setup.progress import Steps, run
from tools.setup.ready import prepare

INTERRUPTED = 130


def main() -> int:
    what = sys.argv[1]
    try:
        if what == "up":
            require_free_ports()
        with_data = what in {"demo", "up"}
        steps = Steps(6 if with_data else 4)
        prepare(steps, develop=what == "develop")
        if with_data:
            fill(steps)
    except (Refusal, BadSetting) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except KeyboardInterrupt:
        again = say(f"« make {what} » reprendra ici.", f"`make {what}` goes on from here.")
        sys.stderr.write(f"\n{again}\n")
        return INTERRUPTED
    if what == "up":
        # Becomes the supervisor: Ctrl-C and signals are its own from now on.
        os.execv(SCOLA, [str(SCOLA), "serve"])  # noqa: S606 - our own command, no shell wanted
    return 0


def fill(steps: Steps) -> None:
    """The database, and the demo city when it is empty."""
    with steps.step(say("base de données", "database")):
        run([SCOLA, "migrate", "-v0"])
    with steps.step(say("ville de démonstration", "demo city")):
        run([SCOLA, "demo", "--if-empty", "--scale", os.environ.get("SCALE") or "1"])


def require_free_ports() -> None:
    """Known before minutes of set-up, not after."""
    data = data_folder()
    with Hold(data) as hold:
        hold.take("make up")
        require_ports(make_plan(data))


if __name__ == "__main__":
    sys.exit(main())
