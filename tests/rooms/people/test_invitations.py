"""Invitations: a link, once, for a week, in the language of who is invited."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client
from pytest import MonkeyPatch
from pytest_django import Settings

from fingerpost.people import actions
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Invitation, Person, User
from tests.rooms.people.cast import NOW, PASSWORD, SYSTEM, House

NEW = "mair@example.org"


def _mair(house: House) -> Person:
    return actions.add_person(name="Mair Ellis", language="cy", email=NEW, by=SYSTEM, at=NOW)


def _invite(person: Person, email: str = NEW) -> str:
    tokens: list[str] = []

    def link(token: str) -> str:
        tokens.append(token)
        return f"https://here.example/invitation/{token}/"

    actions.invite(person=person, email=email, link=link, by=SYSTEM, at=NOW)
    return tokens[0]


def test_an_invitation_is_a_message_with_a_link(house: House, mailoutbox: list[EmailMessage]) -> None:
    token = _invite(_mair(house))
    (message,) = mailoutbox
    assert message.to == [NEW]
    assert f"https://here.example/invitation/{token}/" in message.body
    assert "{" not in message.body
    invitation = Invitation.objects.get()
    assert token not in invitation.token_hash
    assert invitation.expires_at == NOW + timedelta(days=7)


def test_a_link_makes_an_account_once(house: House) -> None:
    person = _mair(house)
    token = _invite(person)
    user = actions.accept_invitation(token=token, password=PASSWORD, at=NOW)
    assert (user.email, user.person, user.check_password(PASSWORD)) == (NEW, person, True)
    assert EmailAddress.objects.get(user=user).verified
    with pytest.raises(RefusedError, match="no longer works"):
        actions.accept_invitation(token=token, password=PASSWORD, at=NOW)


def test_a_link_works_for_a_week(house: House) -> None:
    token = _invite(_mair(house))
    assert actions.invitation_by(token, NOW + timedelta(days=7, seconds=-1))
    assert actions.invitation_by(token, NOW + timedelta(days=7)) is None
    assert actions.invitation_by("another", NOW) is None


def test_only_the_newest_link_works(house: House) -> None:
    person = _mair(house)
    first, second = _invite(person), _invite(person)
    assert actions.invitation_by(first, NOW) is None
    assert actions.invitation_by(second, NOW)


def test_an_invitation_is_withdrawn(house: House) -> None:
    token = _invite(_mair(house))
    invitation = Invitation.objects.get()
    actions.withdraw_invitation(invitation=invitation, by=SYSTEM, at=NOW)
    actions.withdraw_invitation(invitation=invitation, by=SYSTEM, at=NOW)
    assert actions.invitation_by(token, NOW) is None


def test_an_accepted_invitation_cannot_be_withdrawn(house: House) -> None:
    actions.accept_invitation(token=_invite(_mair(house)), password=PASSWORD, at=NOW)
    with pytest.raises(RefusedError, match="accepted"):
        actions.withdraw_invitation(invitation=Invitation.objects.get(), by=SYSTEM, at=NOW)


def test_the_address_of_somebody_else_is_refused(house: House) -> None:
    with pytest.raises(RefusedError, match="Somebody else") as refusal:
        _invite(_mair(house), "COACH@example.org")
    assert refusal.value.field == "email"


def test_an_invitation_gives_an_account_a_new_address(house: House) -> None:
    token = _invite(house.people["coach"], "moved@example.org")
    actions.accept_invitation(token=token, password="another long password", at=NOW)
    assert house.user("coach").email == "moved@example.org"
    assert User.objects.filter(person=house.people["coach"]).count() == 1


def test_a_message_that_cannot_be_sent_leaves_no_invitation(house: House, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "no.such.Backend"
    with pytest.raises(ImportError):
        _invite(_mair(house))
    assert not Invitation.objects.exists()


def test_the_page_of_a_link_makes_the_account_and_signs_in(house: House) -> None:
    token = _invite(_mair(house))
    client = Client()
    page = client.get(f"/invitation/{token}")
    assert page.status_code == 200
    assert NEW in page.content.decode()
    for wrong in ("", "short", "mair@example.org", "password12345"):
        assert client.post(f"/invitation/{token}", {"password": wrong}).context["form"].errors
    answer = client.post(f"/invitation/{token}", {"password": PASSWORD})
    assert answer.headers["Location"] == "/"
    assert client.get("/").content.decode() == "Mair Ellis cy"
    assert Client().get(f"/invitation/{token}").status_code == 404


def test_a_link_that_no_longer_works_says_what_to_do(db: None) -> None:
    page = Client().get("/invitation/never")
    assert page.status_code == 404
    assert re.search("Ask whoever invited you", page.content.decode())


def test_an_account_is_signed_in_to_by_password(house: House, monkeypatch: MonkeyPatch) -> None:
    actions.accept_invitation(token=_invite(_mair(house)), password=PASSWORD, at=NOW)
    client = Client()
    client.post("/account/login/", {"login": "MAIR@example.org", "password": PASSWORD})
    assert client.get("/").content.decode() == "Mair Ellis cy"


def test_nobody_signs_up_by_themselves(db: None) -> None:
    told = {"email": "x@example.org", "password1": PASSWORD}
    Client().post("/account/signup/", told)
    assert not User.objects.filter(email="x@example.org").exists()
