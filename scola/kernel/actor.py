"""Who acts: built once per request, socket or job, and never changed afterwards."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Role(StrEnum):
    PUPIL = "pupil"
    TEACHER = "teacher"
    HEAD = "head"
    SCHOOL_STAFF = "school_staff"
    GUARDIAN = "guardian"
    DIGITAL_REFERENT = "digital_referent"
    TECHNICIAN = "technician"
    PROGRAMME_MANAGER = "programme_manager"
    ACADEMY_OBSERVER = "academy_observer"
    CITY_ADMIN = "city_admin"
    # A board on a wall: a device that a teacher has paired with one lesson, nobody's account.
    SCREEN = "screen"


SCHOOL_ROLES = frozenset({Role.TEACHER, Role.HEAD, Role.SCHOOL_STAFF})
CITY_ROLES = frozenset(
    {
        Role.DIGITAL_REFERENT,
        Role.TECHNICIAN,
        Role.PROGRAMME_MANAGER,
        Role.ACADEMY_OBSERVER,
        Role.CITY_ADMIN,
    }
)
ADULT_ROLES = SCHOOL_ROLES | CITY_ROLES | {Role.GUARDIAN}


@dataclass(frozen=True, slots=True)
class Grant:
    """One role with its perimeter. Only rights in force today become grants."""

    role: Role
    school: str = ""
    school_class: str = ""
    pupil: str = ""
    lesson: str = ""


@dataclass(frozen=True)
class Actor:
    """A person (or a paired screen) with the rights in force when it was built.

    `lesson` is set for who is bound to one lesson: a pupil on a shared tablet, a paired screen.
    """

    person: str = ""
    name: str = ""
    face: str = ""
    grants: tuple[Grant, ...] = ()
    sign_in: str = ""
    lesson: str = ""
    language: str = "fr"
    theme: str = ""
    reading: str = ""
    system_reason: str = field(default="")

    @classmethod
    def system(cls, reason: str) -> "Actor":
        """The house itself (jobs, demo city, commands): sees all, and says why in the audit log."""
        return cls(system_reason=reason)

    @property
    def is_system(self) -> bool:
        return bool(self.system_reason)

    @property
    def is_anonymous(self) -> bool:
        return not (self.person or self.grants or self.system_reason)

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def schools(self, *roles: Role) -> frozenset[str]:
        """Ids of the schools in which this actor holds one of `roles`."""
        return frozenset(g.school for g in self.grants if g.role in roles and g.school)

    def classes(self, *roles: Role) -> frozenset[str]:
        """Ids of the classes in which this actor holds one of `roles`."""
        return frozenset(g.school_class for g in self.grants if g.role in roles and g.school_class)

    def pupils(self, *roles: Role) -> frozenset[str]:
        """Ids of the pupils for whom this actor holds one of `roles`."""
        return frozenset(g.pupil for g in self.grants if g.role in roles and g.pupil)


ANONYMOUS = Actor()
