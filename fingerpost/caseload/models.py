"""The desk's own rows: a learner's life at a glance. They are a projection of facts; standings and duties are the
policy's, and stand in `duties`."""

from django.db import models
from django.db.models import F, Q

from fingerpost.people.models import Placement


class Life(models.Model):
    """What a list says of an enrolment, by facts in the compartments of their kinds: days, progress, the last contact.

    Nothing here depends on the day on which one looks. `ended_on` is the day of the end, `percent` and `expected` are
    those of the last record of progress, `rated_on` is the day of the last rating. The placement may be written later
    in the same transaction.
    """

    placement = models.OneToOneField(
        Placement, models.DO_NOTHING, primary_key=True, related_name="+", db_constraint=False
    )
    started_on = models.DateField()
    planned_end = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    last_progress_on = models.DateField(null=True)
    percent = models.FloatField(null=True)
    expected = models.FloatField(null=True)
    last_contact_on = models.DateField(null=True)
    rated_on = models.DateField(null=True)

    class Meta:
        """How lives are found: those that run, by what they are sorted and searched by."""

        indexes = (
            models.Index(fields=("ended_on", "last_contact_on"), name="caseload_by_contact"),
            models.Index(fields=("ended_on", "last_progress_on"), name="caseload_by_progress"),
            models.Index(fields=("ended_on", "started_on"), name="caseload_by_start"),
        )

    def __str__(self) -> str:
        return f"{self.placement_id} since {self.started_on}"


class Break(models.Model):
    """A break in learning, from a day until the first day back, which is not included (null: none is known)."""

    placement = models.ForeignKey(Placement, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """What the database holds to, and how breaks are found."""

        constraints = (
            models.UniqueConstraint(fields=("placement", "since"), name="caseload_break_begins_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="caseload_break_has_a_day"
            ),
        )
        indexes = (models.Index(fields=("since", "until"), name="caseload_breaks_by_day"),)

    def __str__(self) -> str:
        return f"{self.placement_id} from {self.since}"
