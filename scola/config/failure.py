"""From whatever went wrong to the one sentence that the operator reads."""

import errno
import logging
import shutil
import sqlite3
import sys
from pathlib import Path

from scola.config.sentences import say

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
LITTLE = 1_000_000  # bytes


def explain(error: Exception, log: Path) -> str:
    """One sentence for any failure; the details of an unknown one go to a file."""
    from django.core.management.base import CommandError
    from django.db import Error

    text = str(error).strip()
    first = text.splitlines()[0] if text else type(error).__name__
    if isinstance(error, CommandError):
        return text
    if is_full(error, log.parent.parent):
        return say(
            "Le disque est plein : rien n’a été fait à moitié, libérez de la place et recommencez.",
            "The disk is full: nothing was half done, free some space and try again.",
        )
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror or first}."
    if "malformed" in text or "not a database" in text:
        return say(
            f"La base de données est abîmée ({first}) : arrêtez Scola et restaurez la dernière "
            "sauvegarde.",
            f"The database is damaged ({first}): stop Scola and restore the last backup.",
        )
    if isinstance(error, Error | sqlite3.Error):
        return say(
            f"La base de données refuse : {first} (« scola check » aide à réparer).",
            f"The database refuses: {first} (`scola check` helps to mend it).",
        )
    write_down(error, log)
    return say(
        f"Erreur inattendue ({type(error).__name__} : {first}) ; les détails sont dans {log}.",
        f"Unexpected error ({type(error).__name__}: {first}); the details are in {log}.",
    )


def is_full(error: Exception, data: Path) -> bool:
    """Whether the disk is the reason. SQLite cannot always tell: then the free space does."""
    if isinstance(error, OSError):
        return error.errno in FULL
    vague = "disk I/O error" in str(error)
    return "is full" in str(error) or (vague and shutil.disk_usage(data).free < LITTLE)


def write_down(error: Exception, log: Path) -> None:
    """Keeps the details of what nobody expected, for who mends it."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    logger = logging.getLogger(__name__)
    logger.addHandler(logging.FileHandler(log))
    logger.propagate = False
    logger.error("scola %s", " ".join(sys.argv[1:]), exc_info=error)
