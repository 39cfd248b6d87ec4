"""Sign-in: accounts, activation codes, pupils' pictures, devices, and who is signed in where."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from scola.directory.models.person import Person
from scola.kernel.ids import new_id
from scola.kernel.seal import SealedModel


class Account(AbstractBaseUser, SealedModel):
    """How an adult signs in. Children have none: see PupilKey."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="account")
    login = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    activated_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        indexes = [models.Index(fields=["email"])]


class ActivationCode(SealedModel):
    """The code on a family's activation sheet; only its hash is kept."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="activation_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    # A newer sheet was printed: this one is worthless, and says so.
    replaced_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.CharField(max_length=16, blank=True)


class PupilKey(SealedModel):
    """Three pictograms and a badge. Weak by design: they open one lesson on a tablet of the school.

    The pictograms stay readable, because the teacher reminds the child of them.
    """

    pupil = models.OneToOneField(
        Person, primary_key=True, on_delete=models.CASCADE, related_name="key"
    )
    pictures = models.JSONField(default=list)
    # A new version makes the lost badge worthless; the badge itself is derived, never stored.
    badge_version = models.PositiveSmallIntegerField(default=1)
    failures = models.PositiveSmallIntegerField(default=0)
    asked_help_at = models.DateTimeField(null=True, blank=True)
    # Until then the waiting tablet may enter once: the teacher has tapped.
    let_in_until = models.DateTimeField(null=True, blank=True)


class Device(SealedModel):
    """A tablet or screen that a school knows; the browser holds a token, we keep its hash."""

    TABLET, SCREEN = "tablet", "screen"

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    kind = models.CharField(max_length=10)
    school = models.ForeignKey("directory.School", on_delete=models.CASCADE, related_name="+")
    school_class = models.ForeignKey(
        "directory.SchoolClass", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=60, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    added_by = models.CharField(max_length=16, blank=True)
    added_at = models.DateTimeField()
    last_seen = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    @property
    def is_guest(self) -> bool:
        """Let in by a lesson's code, not by somebody of the school."""
        return not self.added_by


class Pairing(SealedModel):
    """A six-digit code shown on a screen that waits for a teacher."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    code = models.CharField(max_length=6, db_index=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    # Filled when a teacher answers: the lesson that this screen now shows.
    lesson = models.CharField(max_length=16, blank=True)
    person = models.CharField(max_length=16, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)


class SignIn(SealedModel):
    """One browser signed in: an adult, a pupil for one lesson, or a screen."""

    ADULT, PUPIL, SCREEN = "adult", "pupil", "screen"

    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    kind = models.CharField(max_length=10)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="sign_ins"
    )
    session_key = models.CharField(max_length=40, db_index=True)
    lesson = models.CharField(max_length=16, blank=True, db_index=True)
    device_name = models.CharField(max_length=80, blank=True)
    started = models.DateTimeField()
    last_seen = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "ended"])]
