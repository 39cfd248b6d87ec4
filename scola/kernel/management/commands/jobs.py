"""The jobs process: the task worker, and a thread that keeps time."""

import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from scola.kernel.jobs import keep_time


class Command(BaseCommand):
    help = "Runs background work until it is told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        clockwork = threading.Thread(target=keep_time, args=(stop,), daemon=True)
        clockwork.start()
        try:
            call_command("db_worker", interval=1, verbosity=0)
        finally:
            stop.set()
            clockwork.join(timeout=5)
