"""The door: origin and capability are checked before the upgrade, in plain HTTP."""

from http import HTTPStatus
from urllib.parse import urlsplit

from picows import WSUpgradeRequest, WSUpgradeResponse, WSUpgradeResponseWithListener

from scola.kernel.capability import CapabilityError
from scola.realtime import limits
from scola.realtime.connection import Connection
from scola.realtime.hub import Hub
from scola.realtime.wire import SUBPROTOCOL


class Gate:
    """picows asks it once per HTTP request. `origins` empty: only pages of the same host."""

    def __init__(self, hub: Hub, origins: tuple[str, ...]) -> None:
        self._hub = hub
        self._origins = origins
        self.open = True

    def __call__(self, request: WSUpgradeRequest) -> WSUpgradeResponseWithListener:
        """101 with a connection, or the refusal."""
        headers = request.headers
        if "websocket" not in headers.get("Upgrade", "").lower():
            return _answer(HTTPStatus.OK if self.open else HTTPStatus.SERVICE_UNAVAILABLE)
        if not self.open or len(self._hub.connections) >= limits.MAX_CONNECTIONS:
            return _answer(HTTPStatus.SERVICE_UNAVAILABLE)
        if not self._welcome(headers.get("Origin"), headers.get("Host", "")):
            self._hub.count("origin")
            return _answer(HTTPStatus.FORBIDDEN)
        offered = [part.strip() for part in headers.get("Sec-WebSocket-Protocol", "").split(",")]
        if len(offered) != 2 or offered[0] != SUBPROTOCOL:
            return _answer(HTTPStatus.UNAUTHORIZED)
        try:
            capability = self._hub.admit(offered[1])
        except CapabilityError as error:
            self._hub.count(error.code)
            return _answer(HTTPStatus.UNAUTHORIZED)
        response = WSUpgradeResponse.create_101_response({"Sec-WebSocket-Protocol": SUBPROTOCOL})
        return WSUpgradeResponseWithListener(response, Connection(self._hub, capability.person))

    def _welcome(self, origin: str | None, host: str) -> bool:
        if origin is None:
            return True  # not a browser: the capability alone decides
        if self._origins:
            return origin.lower() in self._origins or _host(origin) in self._origins
        return bool(_host(origin)) and _host(origin) == _host(f"//{host}")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _answer(status: HTTPStatus) -> WSUpgradeResponseWithListener:
    body = status.phrase.encode() + b"\n"
    if status is HTTPStatus.OK:
        return WSUpgradeResponseWithListener(WSUpgradeResponse.create_ok_response(body), None)
    return WSUpgradeResponseWithListener(
        WSUpgradeResponse.create_error_response(status, body), None
    )
