"""People, the tree of groups, and employers. Their keys are opaque and random, and are what facts name."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fingerpost.people.models.sought import SoughtField

KEY_LENGTH = 80


class Nation(models.TextChoices):
    """Whose calendar and whose part of a policy apply."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")


class Person(models.Model):
    """A human being: learner, member of staff, employer's contact, or several of these. `left_on` is the first day on
    which somebody no longer works here."""

    class Language(models.TextChoices):
        """What a person is written to and shown pages in."""

        ENGLISH = "en", "English"
        WELSH = "cy", "Cymraeg"

    class ContactBy(models.TextChoices):
        """How a person would like to be reached."""

        PHONE = "phone", _("Telephone")
        EMAIL = "email", _("Email")
        TEXT = "text", _("Text message")
        LETTER = "letter", _("Letter")

    key = models.CharField(primary_key=True, max_length=KEY_LENGTH)
    name = models.CharField(max_length=200, db_index=True)
    known_as = models.CharField(max_length=100, blank=True)
    sought = SoughtField("name", "known_as")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    contact_by = models.CharField(max_length=10, choices=ContactBy, default=ContactBy.EMAIL)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        """What the database holds to."""

        constraints = (
            models.CheckConstraint(condition=Q(key__startswith="person:"), name="person_key"),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
            models.CheckConstraint(condition=Q(language__in=("en", "cy")), name="person_language"),
            models.CheckConstraint(
                condition=Q(contact_by__in=("phone", "email", "text", "letter")), name="person_contact_by"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The person as addresses name them: the key without what it is."""
        return self.key.partition(":")[2]

    @property
    def called(self) -> str:
        """What one calls the person: the name they go by, else the first word of their name."""
        return self.known_as or self.name.split(" ", 1)[0]


class Group(models.Model):
    """A part of the provider, in a tree. `path` names it and all above it, `/a/b/c/`, so that a group and all below
    it are those whose path begins with its own; actions keep it."""

    class Sort(models.TextChoices):
        """What a group is called in the provider's own house."""

        PROVIDER = "provider", _("Provider")
        DEPARTMENT = "department", _("Department")
        SECTOR = "sector", _("Sector")
        TEAM = "team", _("Team")
        CIRCLE = "circle", _("Circle")

    key = models.CharField(primary_key=True, max_length=KEY_LENGTH)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    sort = models.CharField(max_length=12, choices=Sort)
    nation = models.CharField(max_length=8, choices=Nation, blank=True)
    path = models.CharField(max_length=500, unique=True)

    class Meta:
        """What the database holds to."""

        constraints = (
            models.CheckConstraint(condition=Q(key__startswith="group:"), name="group_key"),
            models.CheckConstraint(condition=~Q(parent=F("key")), name="group_not_in_itself"),
            models.CheckConstraint(condition=Q(nation__in=("", "england", "wales")), name="group_nation"),
            models.CheckConstraint(
                condition=Q(sort__in=("provider", "department", "sector", "team", "circle")), name="group_sort"
            ),
            models.UniqueConstraint(
                Coalesce(F("parent"), Value("")), "name_en", name="group_named_once", violation_error_code="named_once"
            ),
        )

    def __str__(self) -> str:
        return self.name_cy if get_language() == "cy" else self.name_en

    @property
    def code(self) -> str:
        """The group as addresses name it: the key without what it is."""
        return self.key.partition(":")[2]

    @property
    def depth(self) -> int:
        """How many groups stand above it."""
        return self.path.count("/") - 2


class Employer(models.Model):
    """An organisation that learners work for while on their programme."""

    key = models.CharField(primary_key=True, max_length=KEY_LENGTH)
    name = models.CharField(max_length=200, db_index=True)
    sought = SoughtField("name")
    place = models.CharField(max_length=120, blank=True)

    class Meta:
        """What the database holds to."""

        constraints = (
            models.CheckConstraint(condition=Q(key__startswith="employer:"), name="employer_key"),
            models.UniqueConstraint(fields=("name", "place"), name="employer_named_once"),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.place}" if self.place else self.name
