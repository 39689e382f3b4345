import re
from collections.abc import Iterator

import pytest
from allauth.account.forms import LoginForm
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client, RequestFactory
from pytest_django import Settings

from fingerpost.people.models import User
from tests.rooms.kit.conftest import PASSWORD
from tests.rooms.kit.reading import forbidden

OUTSIDE = ("login", "signup", "password/reset", "password/reset/done", "password/reset/key/1-abc", "inactive")
INSIDE = ("logout", "password/change", "email", "2fa", "2fa/webauthn", "sessions", "reauthenticate")
BEHIND_THE_PASSWORD = ("2fa/totp/activate", "2fa/webauthn/add")
ENGLISH = re.compile(r"\b(?:the|your|you|and|with|not|please)\b")


@pytest.fixture(autouse=True)
def _nobody_has_tried_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def read(client: Client, address: str, language: str = "en") -> str:
    response = client.get(f"/account/{address}/", headers={"accept-language": language})
    assert response.status_code == 200, address
    text: str = response.content.decode()
    assert forbidden(text) == []
    assert "Fingerpost</title>" in text
    assert text.count("<h1>") == 1
    return text


def words(text: str) -> str:
    """What a reader reads of a page, without scripts, addresses and names."""
    return re.sub(r"<(script|svg|style).*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)


def prove(client: Client) -> None:
    client.post("/account/reauthenticate/", {"password": PASSWORD})


@pytest.mark.django_db
@pytest.mark.parametrize("address", OUTSIDE)
def test_pages_outside_are_in_our_look_and_in_welsh(client: Client, address: str) -> None:
    read(client, address)
    assert ENGLISH.findall(words(read(client, address, "cy"))) == []


@pytest.mark.parametrize("address", [*INSIDE, *BEHIND_THE_PASSWORD])
def test_pages_inside_are_in_our_look_and_in_welsh(inside: Client, hannah: User, address: str) -> None:
    prove(inside)
    read(inside, address)
    hannah.person.language = "cy"
    hannah.person.save()
    assert ENGLISH.findall(words(read(inside, address, "cy"))) == []


@pytest.mark.django_db
def test_a_wrong_password_is_said_gently_and_the_address_is_kept(client: Client, hannah: User) -> None:
    response = client.post("/account/login/", {"login": hannah.email, "password": "not this one"})
    text = response.content.decode()
    assert 'class="summary"' in text
    assert f'value="{hannah.email}"' in text
    assert "sign up" not in text.lower()


@pytest.mark.django_db
def test_the_right_password_lets_one_in_without_a_word(client: Client, hannah: User) -> None:
    response = client.post("/account/login/", {"login": hannah.email, "password": PASSWORD})
    assert response.status_code == 302
    assert 'class="says"' not in client.get("/").content.decode()


def test_the_picture_of_an_app_is_there_with_its_key_in_words(inside: Client) -> None:
    prove(inside)
    text = read(inside, "2fa/totp/activate")
    assert 'class="qr" src="data:image/svg+xml' in text
    assert re.search(r"<code>[A-Z2-7]{16,}</code>", text)


def test_a_wrong_code_is_said_beside_its_field(inside: Client) -> None:
    prove(inside)
    text = inside.post("/account/2fa/totp/activate/", {"code": "000000"}).content.decode()
    assert 'id="id_code_error"' in text
    assert 'href="#id_code"' in text


def test_recovery_codes_are_shown_and_counted(inside: Client, hannah: User) -> None:
    Authenticator.objects.create(user=hannah, type="totp", data={"secret": "x"})
    Authenticator.objects.create(user=hannah, type="recovery_codes", data={"migrated_codes": ["aaaa", "bbbb"]})
    prove(inside)
    text = read(inside, "2fa/recovery-codes")
    assert "2 codes left of" in text
    assert "<li>aaaa</li>" in text
    assert "Make new recovery codes?" in read(inside, "2fa/recovery-codes/generate")
    assert "Stop using the app?" in read(inside, "2fa/totp/deactivate")


def test_keys_can_be_seen_named_and_removed(inside: Client, hannah: User) -> None:
    credential: dict[str, dict[str, str]] = {"clientExtensionResults": {}}
    key = Authenticator.objects.create(
        user=hannah, type="webauthn", data={"name": "Work telephone", "passwordless": True, "credential": credential}
    )
    prove(inside)
    assert "Work telephone" in read(inside, "2fa/webauthn")
    assert 'value="Work telephone"' in read(inside, f"2fa/webauthn/keys/{key.pk}/edit")
    assert "Remove this key?" in read(inside, f"2fa/webauthn/keys/{key.pk}/remove")


def test_the_second_step_asks_for_a_code(client: Client, hannah: User) -> None:
    Authenticator.objects.create(user=hannah, type="totp", data={"secret": "x"})
    client.post("/account/login/", {"login": hannah.email, "password": PASSWORD})
    text = read(client, "2fa/authenticate")
    assert "Code from your app" in text
    assert 'autocomplete="one-time-code"' in text


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "greeting"), [("en", "Hello,"), ("cy", "Helo,")])
def test_the_letter_with_a_link_is_in_the_readers_language(
    client: Client, hannah: User, language: str, greeting: str
) -> None:
    client.post("/account/password/reset/", {"email": hannah.email}, headers={"accept-language": language})
    [letter] = mail.outbox
    assert letter.body.startswith(greeting)
    link = re.search(r"http\S+", str(letter.body))
    assert link is not None
    assert client.get(link[0], follow=True).status_code == 200


@pytest.mark.django_db
def test_an_unknown_address_gets_a_letter_that_says_so(client: Client) -> None:
    client.post("/account/password/reset/", {"email": "nobody@marcher.example"})
    [letter] = mail.outbox
    assert "We have no account for it." in letter.body


def test_in_a_demonstration_one_chooses_whom_to_be(rf: RequestFactory, settings: Settings) -> None:
    settings.ROOT_URLCONF = "fingerpost.project.urls"
    settings.DEMO = True
    request = rf.get("/account/login/")
    request.demo_people = [  # type: ignore[attr-defined]
        {"key": "person:h4nn4hx000", "name": "Hannah Clarke", "role": "Coach", "told": "34 learners"}
    ]
    text = get_template("account/login.html").render({"form": LoginForm()}, request)
    assert forbidden(text) == []
    assert 'name="person" value="person:h4nn4hx000"' in text
    assert "nothing you do here reaches anyone" in text
    assert "nothing you do here reaches anyone" not in get_template("account/login.html").render(
        {"form": LoginForm()}, rf.get("/account/login/")
    )


def test_who_came_in_without_a_password_finds_no_sign_in_on_record(client: Client, hannah: User) -> None:
    client.force_login(hannah, backend="allauth.account.auth_backends.AuthenticationBackend")
    text = read(client, "sessions")
    assert "No sign-in with a password or a passkey is on record." in text
