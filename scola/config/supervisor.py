"""Web, real-time and jobs as one thing: started together, watched, restarted, stopped together."""

import http.client
import json
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import scola
from scola.config.child import Child
from scola.config.sentences import Refusal, say
from scola.kernel import live_control

PATIENCE = 8.0  # seconds given to a process to end by itself
READY_PATIENCE = 60.0
FALSE_STARTS = 4  # deaths of one process before Scola was ever ready
PROBE_EVERY = 0.25
STOP = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
COLOURS = {"web": "36", "realtime": "35", "jobs": "33", "scola": "1"}


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the processes listen and with how many workers."""

    data: Path
    host: str
    port: int
    rt_host: str
    rt_port: int
    workers: int
    named: str = "127.0.0.1"  # a host name that the web accepts, for the health question

    @property
    def address(self) -> str:
        return f"http://{reachable(self.host)}:{self.port}"

    def children(self) -> list[Child]:
        python = [sys.executable, "-P"]
        paths = [str(Path(scola.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "SCOLA_DATA": str(self.data),
            "PORT": str(self.port),
            "SCOLA_HOST": self.host,
            "SCOLA_RT_HOST": self.rt_host,
            "SCOLA_RT_PORT": str(self.rt_port),
            "DJANGO_SETTINGS_MODULE": "scola.config.settings",
            "PYTHONUNBUFFERED": "1",
        }
        threads = min(8, 2 * (os.cpu_count() or 1))
        web = [
            *python, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning",
            "--host", self.host, "--port", str(self.port),
            "--workers", str(self.workers), "--blocking-threads", str(threads),
            "--respawn-failed-workers", "--workers-kill-timeout", "5",
            "scola.config.web:application",
        ]  # fmt: skip
        heartbeat = self.data / "run" / "jobs.alive"
        return [
            Child("web", web, environment, None),
            Child("realtime", [*python, "-m", "scola.realtime"], environment, None),
            Child("jobs", [*python, "-m", "django", "jobs"], environment, heartbeat),
        ]


def reachable(host: str) -> str:
    """The address to ask when a process listens on `host`, ready for a URL."""
    if host in {"0.0.0.0", ""}:  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    if host == "::":
        return "[::1]"
    return f"[{host}]" if ":" in host else host


class Supervisor:
    """`run()` returns the exit code: 0 stopped when asked, 1 could not start."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._children = plan.children()
        self._ready = False
        self._said_slow = False
        self._begun = time.monotonic()
        self._probed = 0.0
        # Under nohup the end of the terminal is not a reason to stop.
        left_alone = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        self._heard = {signal.SIGCHLD} | STOP - ({signal.SIGHUP} if left_alone else set())

    def run(self) -> int:
        # Blocked and waited for: no handler runs in the middle of anything.
        signal.pthread_sigmask(signal.SIG_BLOCK, self._heard)
        try:
            return self._watch()
        finally:
            self._stop()

    def _watch(self) -> int:
        while True:
            self._start_due()
            heard = signal.sigtimedwait(
                self._heard, PROBE_EVERY if not self._ready else self._idle()
            )
            if heard and heard.si_signo != signal.SIGCHLD:
                self._say(say("Scola s’arrête…", "Scola is stopping…"))
                return 0
            self._bury()
            if not self._ready:
                self._look()

    def _idle(self) -> float:
        """Seconds until something is due; a signal wakes earlier."""
        due = [child.due for child in self._children if child.due is not None]
        return max(0.0, min(due) - time.monotonic()) if due else 3600.0

    def _start_due(self) -> None:
        for child in self._children:
            if child.due is not None and child.due <= time.monotonic():
                child.start(self._tell)

    def _bury(self) -> None:
        for child in self._children:
            status = child.ended()
            if status is None:
                continue
            how = _how_it_ended(status)
            if not self._ready and child.deaths >= FALSE_STARTS:
                raise Refusal(
                    say(
                        f"« {child.name} » ne démarre pas ({how}) : ses lignes ci-dessus disent "
                        "pourquoi, « scola check » aide à réparer.",
                        f"“{child.name}” does not start ({how}): its lines above say why, "
                        "`scola check` helps to mend it.",
                    )
                )
            self._say(
                say(
                    f"« {child.name} » s’est arrêté ({how}) ; il repart dans {child.wait:g} s.",
                    f"“{child.name}” stopped ({how}); it starts again in {child.wait:g} s.",
                )
            )

    def _look(self) -> None:
        """Says the address once everything is alive, or what is missing after a long wait."""
        now = time.monotonic()
        if now - self._probed < PROBE_EVERY:
            return
        self._probed = now
        health = self._health()
        if health and all(health.values()):
            self._ready = True
            self._say(
                say(
                    f"Scola est prêt : {self._plan.address}   (Ctrl-C arrête tout)",
                    f"Scola is ready: {self._plan.address}   (Ctrl-C stops everything)",
                )
            )
        elif now - self._begun > READY_PATIENCE and not self._said_slow:
            self._said_slow = True
            missing = ", ".join(part for part, alive in health.items() if not alive) or "web"
            self._say(
                say(
                    f"Toujours pas prêt après {READY_PATIENCE:.0f} s : {missing} ne répond pas.",
                    f"Not ready after {READY_PATIENCE:.0f} s: {missing} does not answer.",
                )
            )

    def _health(self) -> dict[str, bool]:
        """Asks the page itself only when it may say yes: its no would be a line in the log."""
        data = self._plan.data
        jobs = (data / "run" / "jobs.alive").exists()
        realtime = live_control.alive(data)
        if jobs and realtime:
            return ask_health(self._plan)
        return {"web": False, "realtime": realtime, "jobs": jobs}

    def _stop(self) -> None:
        for child in self._children:
            child.ask_to_stop()
        deadline = time.monotonic() + PATIENCE
        while any(child.pid for child in self._children) and time.monotonic() < deadline:
            heard = signal.sigtimedwait(self._heard, 0.2)
            if heard and heard.si_signo == signal.SIGINT:
                break  # a second Ctrl-C: no more patience
            for child in self._children:
                child.ended()
        for child in self._children:
            child.make_stop()

    def _say(self, sentence: str) -> None:
        self._tell("scola", sentence)

    def _tell(self, name: str, line: str) -> None:
        label = f"{name:<8} |"
        if sys.stdout.isatty():
            label = f"\033[{COLOURS.get(name, '0')}m{label}\033[0m"
        try:
            sys.stdout.write(f"{label} {line}\n")
            sys.stdout.flush()
        except OSError:
            return  # the terminal is gone; the processes are not


def ask_health(plan: Plan) -> dict[str, bool]:
    """What /healthz says; empty when the web does not answer yet."""
    host = reachable(plan.host).strip("[]")
    connection = http.client.HTTPConnection(host, plan.port, timeout=3)
    try:
        connection.request("GET", "/healthz", headers={"Host": plan.named})
        answer = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    finally:
        connection.close()
    return {str(part): bool(alive) for part, alive in answer.items()}


def _how_it_ended(status: int) -> str:
    if status >= 0:
        return say(f"code {status}", f"exit code {status}")
    name = signal.Signals(-status).name
    return say(f"signal {name}", f"signal {name}")
