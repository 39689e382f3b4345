"""The ledger. Its rows are inserted and never changed: the database itself refuses (see `guards`)."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q


class Subject(models.Model):
    """What facts are about. Its row is what two people wait for who record about one subject at once."""

    key = models.CharField(primary_key=True, max_length=80)
    kind = models.CharField(max_length=20, db_index=True)

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """One fact as it was recorded. `on` is the day it happened, `data` what a rule may read; None withdraws the entry
    that it supersedes. Free text stands in `Words`."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80, blank=True)
    compartment = models.CharField(max_length=20)
    data = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        """What the database holds to, and how entries are found."""

        indexes = (
            models.Index(fields=("subject", "kind", "on"), name="facts_of_subject"),
            models.Index(fields=("kind", "on"), name="facts_of_kind"),
            models.Index(fields=("recorded_at",), name="facts_recorded"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(data__isnull=False) | Q(supersedes__isnull=False), name="facts_withdrawal_names_a_fact"
            ),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="facts_not_of_itself"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.on} {self.subject_id}"


class Words(models.Model):
    """What was said or written with a fact, by the names of its fields; `said` is what was said on the whole. A row can
    be inserted and deleted (a person is erased), never changed."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="words")
    texts = models.JSONField()

    def __str__(self) -> str:
        return f"words of {self.entry_id}"
