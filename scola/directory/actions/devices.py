"""Tablets that a school knows."""

from scola.directory.devices import hashed, new_token
from scola.directory.models import Device, School, SchoolClass
from scola.directory.policy import may_add_device, may_revoke_device
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor


@action("directory.add_device", may=may_add_device)
def add_device(
    actor: Actor, *, school: School, school_class: SchoolClass | None = None, name: str = ""
) -> tuple[Device, str]:
    """Makes a tablet one of the school's; gives it and the token for its cookie (shown once)."""
    token = new_token()
    device = Device(
        kind=Device.TABLET,
        school=school,
        school_class=school_class,
        name=name,
        token_hash=hashed(token),
        added_by=actor.person,
        added_at=clock.now(),
        last_seen=clock.now(),
    )
    device.save(force_insert=True)
    return device, token


@action("directory.revoke_device", may=may_revoke_device)
def revoke_device(actor: Actor, *, device: Device) -> None:
    device.revoked_at = clock.now()
    device.save(update_fields=["revoked_at"])
