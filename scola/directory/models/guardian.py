"""Guardians: each their own person, contact, home and rights."""

from django.db import models

from scola.directory.models.person import InForce, Person
from scola.kernel.ids import new_id
from scola.kernel.seal import SealedModel


class Home(SealedModel):
    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=60, blank=True)


class Contact(SealedModel):
    """How to reach an adult. One guardian never sees another's."""

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.CASCADE, related_name="contact"
    )
    home = models.ForeignKey(
        Home, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacts"
    )
    email = models.EmailField(blank=True, db_index=True)
    phone_home = models.CharField(max_length=30, blank=True)
    phone_work = models.CharField(max_length=30, blank=True)
    phone_mobile = models.CharField(max_length=30, blank=True)
    # "screen" or "paper": how this family wants to be reached.
    prefers = models.CharField(max_length=10, default="screen")


class Guardianship(InForce, SealedModel):
    id = models.CharField(primary_key=True, max_length=16, default=new_id)
    guardian = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wards")
    pupil = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardians")
    # Holds parental authority; false for a relative who may only fetch the child.
    authority = models.BooleanField(default=True)
    source = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guardian", "pupil"], name="one_guardianship_per_pair")
        ]
