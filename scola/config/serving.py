"""`scola serve`: looks before it leaps, then hands over to the supervisor."""

from pathlib import Path

from scola.config.database import pending_migrations
from scola.config.listening import make_plan, require_ports
from scola.config.restore import interrupted, interruption
from scola.config.running import Hold
from scola.config.sentences import Refusal, say
from scola.config.supervisor import Supervisor


def serve(data: Path) -> int:
    """Runs everything until told to stop; the exit code. Raises Refusal before anything starts."""
    plan = make_plan(data)
    if interrupted(data):
        raise Refusal(interruption(data))
    with Hold(data) as hold:
        hold.take(plan.address)
        require_ports(plan)
        if pending_migrations():
            raise Refusal(
                say(
                    "La base de données n’est pas à jour : lancez « scola migrate », puis "
                    "recommencez.",
                    "The database is not up to date: run `scola migrate`, then try again.",
                )
            )
        # Where collectstatic may put files; its absence would be a warning on every start.
        (data / "static").mkdir(exist_ok=True)
        return Supervisor(plan).run()
