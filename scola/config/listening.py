"""Where Scola listens: hosts and ports from the environment, and whether they are free.

No Django here: set-up asks before Django is installed.
"""

import errno
import os
import socket
from pathlib import Path

from scola.config import env
from scola.config.sentences import Refusal, say
from scola.config.supervisor import Plan

LAST_PORT = 65535


def make_plan(data: Path) -> Plan:
    """Reads hosts and ports from the environment. Raises Refusal when a port makes no sense."""
    host = env.text("SCOLA_HOST", "127.0.0.1")
    port = port_number("PORT", 8000)
    hosts = [name for name in env.listing("SCOLA_ALLOWED_HOSTS") if not name.startswith((".", "*"))]
    workers = env.number("SCOLA_WEB_WORKERS", min(2, os.cpu_count() or 1))
    return Plan(
        data=data,
        host=host,
        port=port,
        rt_host=env.text("SCOLA_RT_HOST", host),
        rt_port=port_number("SCOLA_RT_PORT", port + 1),
        workers=max(1, workers),
        named=hosts[0] if hosts else "127.0.0.1",
    )


def require_ports(plan: Plan) -> None:
    """Raises Refusal when the web or the real-time process could not listen."""
    require_port(plan.host, plan.port, "PORT")
    require_port(plan.rt_host, plan.rt_port, "SCOLA_RT_PORT")


def port_number(name: str, default: int) -> int:
    port = env.number(name, default)
    if not 0 < port <= LAST_PORT:
        raise Refusal(
            say(
                f"{name}={port} n’est pas un port : donnez un nombre de 1 à {LAST_PORT}.",
                f"{name}={port} is not a port: give a number from 1 to {LAST_PORT}.",
            )
        )
    return port


def require_port(host: str, port: int, name: str) -> None:
    """Raises Refusal when nobody may listen on `port` now; `name` is the setting to change."""
    try:
        family, kind, _protocol, _canonical, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Refusal(why_not(error, host, port, name)) from error


def why_not(error: OSError, host: str, port: int, name: str) -> str:
    other = port + 10 if port < LAST_PORT - 10 else 8010
    if error.errno == errno.EADDRINUSE:
        return say(
            f"Le port {port} est déjà pris par un autre programme : arrêtez-le, ou choisissez-en "
            f"un autre, par exemple {name}={other}.",
            f"Port {port} is already used by another program: stop it, or choose another one, "
            f"for example {name}={other}.",
        )
    if error.errno == errno.EACCES:
        return say(
            f"Le port {port} est réservé à l’administrateur : choisissez-en un au-dessus de 1023, "
            f"par exemple {name}=8000.",
            f"Port {port} is reserved for the administrator: choose one above 1023, "
            f"for example {name}=8000.",
        )
    why = error.strerror or error
    return say(
        f"Impossible d’écouter sur {host}:{port} ({why}) : vérifiez SCOLA_HOST.",
        f"Cannot listen on {host}:{port} ({why}): check SCOLA_HOST.",
    )
