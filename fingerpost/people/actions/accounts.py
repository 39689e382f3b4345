"""Invitations, and the accounts that are made from them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from fingerpost.journal.actions import write
from fingerpost.people.actions.waiting import wait_for
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Invitation, Person, User

VALID_FOR = timedelta(days=7)


@transaction.atomic
def invite(*, person: Person, email: str, link: Callable[[str], str], by: str, at: datetime) -> Invitation:
    """Sends a person a link by which they may make an account, in their language; earlier links no longer work. `link`
    makes the whole address from the token. Raises RefusedError where they have left or somebody else has the address.
    Where the message cannot be sent there is no invitation either."""
    email = email.strip().lower()
    person = wait_for(person.key)[person.key]
    if person.left_on is not None:
        raise RefusedError(_("%(name)s has left. Note that they came back first.") % {"name": person.name})
    _refuse_taken(email, person)
    withdraw_open_invitations(person=person, by=by, at=at)
    token = token_urlsafe(32)
    invitation = Invitation.objects.create(
        person=person, email=email, token_hash=_hash(token), sent_at=at, expires_at=at + VALID_FOR
    )
    write("invitation-sent", by=by, at=at, about=person.key)
    _letter(invitation, link(token)).send()
    return invitation


def _refuse_taken(email: str, person: Person) -> None:
    if User.objects.filter(email__iexact=email).exclude(person=person).exists():
        raise _taken()


def _taken() -> RefusedError:
    return RefusedError(_("Somebody else signs in with this email address. Use another one."), "email")


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _letter(invitation: Invitation, address: str) -> EmailMessage:
    told = {"invitation": invitation, "address": address, "provider_name": settings.PROVIDER_NAME}
    with translation.override(invitation.person.language):
        subject = _("Your account with %(provider)s") % {"provider": settings.PROVIDER_NAME}
        return EmailMessage(subject, render_to_string("people/invitation.txt", told), to=[invitation.email])


def invitation_by(token: str, at: datetime) -> Invitation | None:
    """The invitation of a link, if it may still be used."""
    open_still = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)
    return open_still.filter(token_hash=_hash(token)).select_related("person").first()


@transaction.atomic
def accept_invitation(*, token: str, password: str, at: datetime) -> User:
    """Makes the account of the person whom a link invites, or gives it its new address and password. The password is
    checked before (`forms.AcceptForm`). Raises RefusedError where the link no longer works."""
    invitation = invitation_by(token, at)
    if invitation is not None:
        wait_for(invitation.person_id)
    used = invitation and _still_open(invitation).update(accepted_at=at)
    if invitation is None or not used:
        raise RefusedError(_("This link no longer works. Ask whoever invited you for a new one."))
    _refuse_taken(invitation.email, invitation.person)
    user = User.objects.filter(person=invitation.person).first() or User(person=invitation.person)
    user.email = invitation.email
    user.set_password(password)
    _save(user)
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    write("invitation-accepted", by=invitation.person_id, at=at, about=invitation.person_id)
    return user


def _save(user: User) -> None:
    """Saves an account, unless somebody else has taken its address at this very moment."""
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise _taken() from None


def _still_open(invitation: Invitation) -> QuerySet[Invitation]:
    """The invitation, if nobody has used or withdrawn it meanwhile."""
    return Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: str, at: datetime) -> None:
    """A link no longer works. Raises RefusedError where it was used."""
    wait_for(invitation.person_id)
    invitation = Invitation.objects.get(pk=invitation.pk)
    if invitation.accepted_at is not None:
        raise RefusedError(_("This invitation has been accepted."))
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])
        write("invitation-withdrawn", by=by, at=at, about=invitation.person_id)


def withdraw_open_invitations(*, person: Person, by: str, at: datetime) -> None:
    """None of a person's links works any longer."""
    for invitation in Invitation.objects.filter(person=person, accepted_at__isnull=True, withdrawn_at__isnull=True):
        withdraw_invitation(invitation=invitation, by=by, at=at)
