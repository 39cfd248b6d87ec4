"""`python -m scola.realtime`: the real-time process, until SIGTERM or Ctrl-C."""

import asyncio
import logging
import resource
import signal
import sqlite3
import sys

import uvloop

from scola.realtime.configuration import Configuration
from scola.realtime.lease import LeaseTaken
from scola.realtime.server import Server

logger = logging.getLogger("scola.realtime")


async def run(configuration: Configuration) -> None:
    """Serves until a signal says stop."""
    server = Server(configuration)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await server.start()
    await stop.wait()
    await server.stop()


def main() -> int:
    """The exit code: 0 stopped when asked, 1 could not start (one sentence on stderr)."""
    logging.basicConfig(format="%(asctime)s realtime %(levelname)s %(message)s", level="INFO")
    for name in ("picows", "aiofastnet"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # bad peers are counted, not told
    _raise_file_limit()
    try:
        uvloop.run(run(Configuration.from_environment()))
    except (LeaseTaken, ValueError) as error:
        logger.error("%s", error)  # noqa: TRY400 - a sentence for a person, not a trace
        return 1
    except (OSError, sqlite3.Error) as error:
        logger.error("The real-time process cannot start: %s", error)  # noqa: TRY400
        return 1
    return 0


def _raise_file_limit() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, 65536)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


if __name__ == "__main__":
    sys.exit(main())
