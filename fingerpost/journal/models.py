"""The journal's one table."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Line(models.Model):
    """Somebody did or saw something. `by` and `about` are opaque keys, without foreign keys: a person can be erased and
    the line stays. `details` never hold what was said or written about a person."""

    at = models.DateTimeField()
    by = models.CharField(max_length=80, blank=True)
    act = models.SlugField(max_length=60, db_index=False)
    about = models.CharField(max_length=80, blank=True)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        """How lines are found: by whom, about what, which act."""

        indexes = (
            models.Index(fields=("about", "at"), name="journal_about"),
            models.Index(fields=("by", "at"), name="journal_by"),
            models.Index(fields=("act", "at"), name="journal_act"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.act} {self.about}"
