"""Duties as rows: a projection of facts and policies. Delete them, and `fingerpost rebuild` makes the same again."""

from django.db import models
from django.db.models import F, Q

from fingerpost.facts.models import Subject

OUTCOMES = ("done", "waived", "lapsed", "unknown")


class Duty(models.Model):
    """Who must do what, about whom, by when, and why. `key` is made of what makes a duty the same one after corrections
    and late facts, so that it outlives a rebuild. Days are first and last days, both included.

    Open on a day is a question, not a column: `opens <= day and (closed is null or closed > day)`. `because` and
    `closed_by` are numbers of ledger entries. `opens` is null only where nobody can tell (outcome `unknown`).
    """

    key = models.CharField(primary_key=True, max_length=24)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="+", db_index=False)
    pack = models.CharField(max_length=60)
    rule = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    cause = models.CharField(max_length=40, blank=True)
    owner = models.CharField(max_length=80)
    clause = models.CharField(max_length=20)
    compartment = models.CharField(max_length=20)
    opens = models.DateField(null=True)
    due = models.DateField(null=True)
    closed = models.DateField(null=True)
    outcome = models.CharField(max_length=8, null=True, choices=[(each, each) for each in OUTCOMES])
    is_choice = models.BooleanField()
    waits_for = models.TextField(blank=True)
    because = models.JSONField(default=list)
    closed_by = models.JSONField(default=list)

    class Meta:
        """What the database holds to, and how duties are found."""

        constraints = (
            models.UniqueConstraint(fields=("subject", "pack", "rule", "action", "cause"), name="duties_one_each"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True) | Q(due__isnull=True) | Q(due__gte=F("opens")),
                name="duties_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(outcome__isnull=False), name="duties_closed_has_outcome"
            ),
        )
        indexes = (
            models.Index(fields=("owner", "closed", "opens", "due"), name="duties_of_owner"),
            models.Index(fields=("closed", "opens"), name="duties_by_days"),
        )

    def __str__(self) -> str:
        return f"{self.action} about {self.subject_id}, due {self.due}"


class Standing(models.Model):
    """What holds of a subject from a day until another, which is not included (null: without an end), by one policy.

    Rules have no clock, so what time alone will bring stands here too: what holds today is a question about days.
    """

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="+", db_index=False)
    pack = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)
    compartment = models.CharField(max_length=20)
    because = models.JSONField(default=list)

    class Meta:
        """What the database holds to, and how standings are found."""

        constraints = (
            models.UniqueConstraint(fields=("subject", "pack", "name", "since"), name="standings_one_a_day"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="standings_days_in_order"
            ),
        )
        indexes = (models.Index(fields=("name", "level", "since", "until"), name="standings_by_level"),)

    def __str__(self) -> str:
        return f"{self.subject_id} {self.name} {self.level} since {self.since}"

    def values(self) -> tuple[object, ...]:
        """All that it says, to compare by."""
        because = tuple(self.because)
        return self.subject_id, self.pack, self.name, self.level, self.since, self.until, self.compartment, because


class Worked(models.Model):
    """A subject's duties and standings were worked out under the rules and values that a mark stands for
    (`Rulebook.mark`)."""

    subject = models.OneToOneField(Subject, models.CASCADE, primary_key=True, related_name="+")
    mark = models.CharField(max_length=200, db_index=True)

    def __str__(self) -> str:
        return f"{self.subject_id} at {self.mark}"
