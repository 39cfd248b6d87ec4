"""One door between Django and the real-time process: rooms, capabilities, states, modes."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.http import Http404, JsonResponse

from scola.kernel import clock
from scola.kernel.actor import Actor
from scola.kernel.capability import Capability, load_key, mint
from scola.kernel.ids import PATTERN
from scola.kernel.live_control import ControlError, send
from scola.kernel.models import LiveMessage
from scola.kernel.page import ActorRequest, page

logger = logging.getLogger(__name__)
Mode = Literal["read", "draw"]
LIFETIME = 600


@dataclass(frozen=True, slots=True)
class Room:
    """One kind of live document. `mode(actor, id)` is the domain's policy: None means no."""

    kind: str
    mode: Callable[[Actor, str], Mode | None]


_rooms: dict[str, Room] = {}


def register_room(kind: str, mode: Callable[[Actor, str], Mode | None]) -> None:
    """Called by domains in AppConfig.ready(): `register_room("page", policy.page_mode)`."""
    _rooms[kind] = Room(kind, mode)


def rooms() -> tuple[Room, ...]:
    return tuple(_rooms.values())


def grant(actor: Actor, document: str) -> tuple[str, Mode] | None:
    """A signed capability for `document` ("page:…") and its mode, or None when policy says no."""
    kind, _, key = document.partition(":")
    room = _rooms.get(kind)
    if room is None or not PATTERN.match(key):
        return None
    mode = room.mode(actor, key)
    if mode is None:
        return None
    capability = Capability(
        doc=document,
        person=actor.person or actor.sign_in,
        name=actor.name,
        mode=mode,
        expires=int(clock.now().timestamp()) + LIFETIME,
        face=actor.face,
    )
    return mint(load_key(settings.DATA_DIR), capability), mode


@page(methods=("POST",))
def capability_view(request: ActorRequest) -> JsonResponse:
    """POST {"doc": "page:…"} → {"capability": …, "mode": "draw"}; 404 when absent or forbidden."""
    try:
        document = str(json.loads(request.body)["doc"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Http404 from error
    granted = grant(request.actor, document)
    if granted is None:
        raise Http404
    return JsonResponse({"capability": granted[0], "mode": granted[1]})


def publish_state(document: str, version: int, state: dict[str, Any]) -> None:
    """Sends a server-authored state to a room once the transaction is committed.

    Versions only grow, so sending one twice is harmless. When the real-time process is away the
    message waits in the outbox and the jobs process delivers it.
    """
    _enqueue(document, {"do": "state", "doc": document, "version": version, "state": state})


def set_mode(document: str, person: str, mode: Literal["read", "draw", "none"]) -> None:
    """Changes the rights of `person` ("*" for all) in an open room, on commit."""
    _enqueue(document, {"do": "mode", "doc": document, "person": person, "mode": mode})


def forget(person: str) -> None:
    """Closes every socket of `person`, on commit."""
    _enqueue("", {"do": "forget", "person": person})


def present(document: str) -> list[dict[str, Any]]:
    """Who is in the room now; empty when the real-time process is away."""
    try:
        answer = send(settings.DATA_DIR, {"do": "presence", "doc": document})
    except ControlError:
        return []
    people: list[dict[str, Any]] = answer.get("people", [])
    return people


def _enqueue(document: str, command: dict[str, Any]) -> None:
    message = LiveMessage(document=document, command=command, created=clock.now())
    message.save(force_insert=True)
    transaction.on_commit(lambda: _deliver(message))


def _deliver(message: LiveMessage) -> bool:
    try:
        send(settings.DATA_DIR, message.command)
    except ControlError:
        # Health and the supervisor say it aloud; nothing is lost.
        logger.info("real-time process away: %s waits in the outbox", message.command["do"])
        return False
    message.delete()
    return True


def deliver_waiting(actor: Actor) -> int:
    """Delivers what the real-time process missed, oldest first; gives how many arrived."""
    waiting = LiveMessage.objects.trusted("outbox delivery").order_by("created", "id")
    delivered = 0
    for message in waiting[:500]:
        if not _deliver(message):
            break
        delivered += 1
    return delivered
