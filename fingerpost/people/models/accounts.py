"""Accounts to sign in with, and invitations to make one."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from fingerpost.people.models.persons import Person


class UserManager(BaseUserManager["User"]):
    """Finds accounts together with their people: every page needs both."""

    def get_queryset(self) -> models.QuerySet["User"]:
        """Accounts with their people."""
        return super().get_queryset().select_related("person")

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of an email address, however it is written."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, person: Person, password: str | None = None, **others: Any) -> "User":
        """A new account; without a password nobody can sign in to it by one."""
        user = self.model(email=email.strip().lower(), person=person, **others)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account: who signs in, with an email address and a password. What one may see and do comes from the roles of
    the person behind it."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = UserManager()

    class Meta:
        """What the database holds to."""

        constraints = (
            models.UniqueConstraint(
                Lower("email"), name="user_email", violation_error_message="this address has an account"
            ),
        )

    def __str__(self) -> str:
        return self.email


class Invitation(models.Model):
    """A link by which somebody may make an account, once and for a while. Only a hash of its token is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """What the database holds to."""

        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="invitation_expires_later"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.sent_at:%Y-%m-%d}"
