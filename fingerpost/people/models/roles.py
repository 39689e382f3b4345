"""Roles that people hold from a day until a day, and cover for somebody who is away."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from fingerpost.people.models.periods import forwards
from fingerpost.people.models.persons import KEY_LENGTH, Employer, Group, Person
from fingerpost.people.role_table import ROLES, role_choices


class Role(models.Model):
    """A role that a person holds from a day until a day, for a group and all below it (none: the whole provider), or
    for an employer. It is ended and given anew, never changed."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=40, choices=role_choices)
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="roles")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, blank=True, related_name="roles")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=KEY_LENGTH)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """What the database holds to, and how holders are found."""

        indexes = (models.Index(fields=("role", "group", "from_on"), name="people_role_holders"),)
        constraints = (
            models.CheckConstraint(condition=forwards(), name="role_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(role="employer_contact", employer__isnull=False, group__isnull=True)
                | (~Q(role="employer_contact") & Q(employer__isnull=True)),
                name="role_employer_of_a_contact",
            ),
            models.UniqueConstraint(
                "person",
                "role",
                Coalesce(F("group"), Value("")),
                Coalesce(F("employer"), Value("")),
                condition=Q(until_on__isnull=True),
                name="role_held_once",
            ),
        )

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> str:
        """What the role is called, in the language of the page."""
        return str(ROLES[self.role].name)


class Cover(models.Model):
    """Somebody's duties go to another from a day until a day; both see them."""

    covered = models.ForeignKey(Person, models.PROTECT, related_name="covered_by")
    covering = models.ForeignKey(Person, models.PROTECT, related_name="covers")
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta:
        """What the database holds to."""

        constraints = (
            models.CheckConstraint(condition=forwards(), name="cover_ends_after_it_began"),
            models.CheckConstraint(condition=~Q(covered=F("covering")), name="cover_by_somebody_else"),
        )

    def __str__(self) -> str:
        return f"{self.covering} for {self.covered}"
