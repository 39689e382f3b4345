"""Wordings, letters, and what became of each. Words of a letter are never changed; what happens to it are rows."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fingerpost.facts.models import Entry, Subject

KEY_LENGTH = 80
SAID_LENGTH = 500
LANGUAGES = ("en", "cy")


class Wording(models.Model):
    """What a provider writes instead of the pack's own text of a message, in one language, from a day on. `message` is
    `pack/message`; of several that hold the newest counts."""

    message = models.CharField(max_length=121)
    language = models.CharField(max_length=2)
    subject_line = models.CharField(max_length=200)
    body = models.TextField()
    from_on = models.DateField()
    by = models.CharField(max_length=KEY_LENGTH)
    at = models.DateTimeField()

    class Meta:
        """What the database holds to, and how wordings are found."""

        constraints = (models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="wording_language"),)
        indexes = (models.Index(fields=("message", "language", "from_on"), name="letters_wording_newest"),)

    def __str__(self) -> str:
        return f"{self.message} ({self.language}) from {self.from_on}"


class Letter(models.Model):
    """One letter to one recipient, as it was written: whatever is read of it later was sent. `fact` is the entry that
    says it was sent out; `copy_of` the letter whose copy this is, `instead_of` the failed one that it replaces.
    `address` is an email address or the lines of an envelope. Somebody who sends it holds it until `claimed_until`."""

    class Way(models.TextChoices):
        """How a letter goes."""

        EMAIL = "email", _("Email")
        LETTER = "letter", _("Letter on paper")

    class State(models.TextChoices):
        """Where a letter is."""

        WAITING = "waiting", _("Waits to be sent")
        SENDING = "sending", _("Is being sent")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused")
        PERHAPS_SENT = "perhaps_sent", _("Perhaps sent")
        CAME_BACK = "came_back", _("Came back")
        SETTLED = "settled", _("Settled")

    key = models.CharField(primary_key=True, max_length=KEY_LENGTH)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_index=False)
    message = models.CharField(max_length=121)
    fact = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    recipient_sort = models.CharField(max_length=40)
    recipient_key = models.CharField(max_length=KEY_LENGTH)
    recipient_name = models.CharField(max_length=200)
    way = models.CharField(max_length=6, choices=Way)
    address = models.TextField()
    reply_to = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    subject_line = models.CharField(max_length=300)
    text = models.TextField()
    copy_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")
    instead_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="written_again")
    by = models.CharField(max_length=KEY_LENGTH)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    next_try = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    failure_told = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        """What the database holds to, and how letters are found."""

        constraints = (
            models.CheckConstraint(condition=Q(key__startswith="letter:"), name="letter_key"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="letter_language"),
            models.CheckConstraint(condition=Q(way__in=("email", "letter")), name="letter_way"),
            models.CheckConstraint(
                condition=Q(
                    state__in=("waiting", "sending", "sent", "refused", "perhaps_sent", "came_back", "settled")
                ),
                name="letter_state",
            ),
            models.CheckConstraint(
                condition=Q(state="sending", claimed_until__isnull=False)
                | (~Q(state="sending") & Q(claimed_until__isnull=True)),
                name="letter_held_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", next_try__isnull=False) | (~Q(state="waiting") & Q(next_try__isnull=True)),
                name="letter_tried_while_waiting",
            ),
            models.CheckConstraint(condition=~Q(copy_of=F("key")), name="letter_no_copy_of_itself"),
            models.CheckConstraint(condition=~Q(instead_of=F("key")), name="letter_not_instead_of_itself"),
        )
        indexes = (
            models.Index(fields=("subject", "made_at"), name="letters_of_subject"),
            models.Index(fields=("state", "next_try"), name="letters_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.key} to {self.recipient_sort}, {self.state}"

    @property
    def code(self) -> str:
        """The letter as addresses name it: the key without what it is."""
        return self.key.partition(":")[2]


class Attempt(models.Model):
    """One try at sending a letter: when, what came of it, and what the server said. Without an end it is under way, or
    was cut off. `by` is whoever posted it; empty where the product sent it."""

    class Outcome(models.TextChoices):
        """What came of it."""

        UNDER_WAY = "", _("Under way")
        SENT = "sent", _("Sent")
        AGAIN = "again", _("Not sent")
        REFUSED = "refused", _("Refused")
        PERHAPS_SENT = "perhaps_sent", _("Perhaps sent")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="attempts")
    began = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    said = models.CharField(max_length=SAID_LENGTH, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    by = models.CharField(max_length=KEY_LENGTH, blank=True)

    class Meta:
        """What the database holds to."""

        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", ended__isnull=True) | (~Q(outcome="") & Q(ended__isnull=False)),
                name="attempt_ended_has_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter_id} at {self.began:%Y-%m-%d %H:%M}: {self.outcome or 'under way'}"


class Report(models.Model):
    """What a delivery report said of a letter. `digest` stands for the whole of it, so that one that is read twice
    counts once."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="reports")
    action = models.CharField(max_length=10)
    status = models.CharField(max_length=20, blank=True)
    recipient = models.CharField(max_length=320, blank=True)
    said = models.CharField(max_length=SAID_LENGTH, blank=True)
    digest = models.CharField(max_length=64)
    read_at = models.DateTimeField()

    class Meta:
        """What the database holds to."""

        constraints = (models.UniqueConstraint(fields=("letter", "digest"), name="report_counts_once"),)

    def __str__(self) -> str:
        return f"{self.letter_id} {self.action} {self.status}"


class Settlement(models.Model):
    """What somebody found out or did about a letter that failed."""

    class How(models.TextChoices):
        """How it was settled."""

        ARRIVED = "arrived", _("It arrived")
        SENT_OTHERWISE = "sent_otherwise", _("Sent in another way")
        WRITTEN_AGAIN = "written_again", _("Written again")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="settlements")
    how = models.CharField(max_length=14, choices=How)
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=KEY_LENGTH)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.letter_id} {self.how}"
