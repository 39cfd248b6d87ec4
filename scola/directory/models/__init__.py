from scola.directory.models.account import (
    Account,
    ActivationCode,
    Device,
    Pairing,
    PupilKey,
    SignIn,
)
from scola.directory.models.calendar import CalendarPeriod, SchoolYear
from scola.directory.models.guardian import Contact, Guardianship, Home
from scola.directory.models.person import Enrolment, Person, Post, PupilFile
from scola.directory.models.roster import RosterDecision, RosterRun
from scola.directory.models.school import School, SchoolClass

__all__ = [
    "Account",
    "ActivationCode",
    "CalendarPeriod",
    "Contact",
    "Device",
    "Enrolment",
    "Guardianship",
    "Home",
    "Pairing",
    "Person",
    "Post",
    "PupilFile",
    "PupilKey",
    "RosterDecision",
    "RosterRun",
    "School",
    "SchoolClass",
    "SchoolYear",
    "SignIn",
]
