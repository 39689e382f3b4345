"""Who is where: a handy projection of facts, kept by the desk in the transaction that records them."""

from django.db import models
from django.db.models import Q

from fingerpost.people.models.periods import forwards
from fingerpost.people.models.persons import KEY_LENGTH, Employer, Group, Nation, Person
from fingerpost.people.models.sought import SoughtField


class Placement(models.Model):
    """Where a subject that is about a learner (an enrolment) stands now: whose it is, in which group, with which
    employer. `until_on` is the first day on which it no longer runs: the desk sets it from the facts when somebody
    withdraws or completes."""

    subject = models.CharField(primary_key=True, max_length=KEY_LENGTH)
    learner = models.ForeignKey(Person, models.PROTECT, related_name="placements")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    nation = models.CharField(max_length=8, choices=Nation)
    programme_type = models.CharField(max_length=20)
    programme = models.CharField(max_length=200, blank=True)
    sought = SoughtField("programme")
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        """What the database holds to, and how the subjects of a group are found without reading the rows."""

        indexes = (
            models.Index(fields=("group", "subject"), name="people_placed_in_group"),
            models.Index(fields=("employer", "subject"), name="people_placed_with"),
        )
        constraints = (models.CheckConstraint(condition=Q(nation__in=("england", "wales")), name="placement_nation"),)

    def __str__(self) -> str:
        return self.subject


class Assignment(models.Model):
    """Who has a placement in their caseload, from a day until a day; one at a time for each role. It stays when the
    placement ends, so that a coach still sees and answers for whoever has just left; a count asks both (`caseload`)."""

    subject = models.ForeignKey(Placement, models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments", db_index=False)
    role = models.CharField(max_length=40, default="coach")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        """What the database holds to, and how a caseload is found without reading the rows."""

        indexes = (models.Index(fields=("person", "role", "until_on", "from_on", "subject"), name="people_caseload"),)
        constraints = (
            models.CheckConstraint(condition=forwards(), name="assignment_ends_after_it_began"),
            models.UniqueConstraint(
                fields=("subject", "role"), condition=Q(until_on__isnull=True), name="assignment_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject_id} {self.role} {self.person_id}"
