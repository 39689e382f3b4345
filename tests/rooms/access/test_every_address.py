"""Every address, every role: let in or refused as the table in docs/access.md says."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.test import Client

from fingerpost.duties.models import Duty
from tests.rooms.access.addresses import Address, addresses, filled
from tests.rooms.access.provider import LEARNERS, SEES, Provider

TABLE = Path(__file__).resolve().parents[3] / "docs" / "access.md"
POSTED = frozenset("duties:done people:invitation_withdrawal people:coming_back people:demo_sign_in language".split())
"""Addresses at which something is done and no page shown."""
COLUMNS = {
    "Coach": "coach",
    "Sector manager": "sector",
    "Traineeship manager": "trainee",
    "Operational support co-ordinator": "support",
    "Head of operations": "head",
    "IQA": "iqa",
    "Quality team": "quality",
    "Senior manager": "senior",
    "Board": "board",
    "Safeguarding": "safe",
    "Business development": "business",
    "Administrator": "admin",
    "Employer": "contact",
    "Learner": "amina",
    "Nobody": "",
}
ANSWERS = {"✓": "let in", "403": "told who may", "404": "not there", "→": "sent to sign in"}


def table() -> dict[str, dict[str, str]]:
    """The table of the docs: for each address's name what each person of the cast is answered."""
    rows = [row for row in TABLE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")]
    head, *body = ([cell.strip() for cell in row.strip("|").split("|")] for row in rows if "---" not in row)
    assert head[1:] == list(COLUMNS)
    people = list(COLUMNS.values())
    return {row[0].strip("`"): dict(zip(people, row[1:], strict=True)) for row in body}


def _blanks(learner: str, provider: Provider, name: str) -> dict[str, object]:
    """What an address leads to where it is neither a learner nor a person: a duty (one that is ticked off, where
    something is done with it), an invitation."""
    if name == "people:invitation_withdrawal":
        return {"code": provider.people["newcomer"].code, "number": provider.invitation}
    if not name.startswith("duties:"):
        return {}
    action = "check-start-indicators" if name == "duties:done" else "send-notice-1"
    subject = f"enrolment:{provider.codes[learner]}"
    return {"key": Duty.objects.get(subject_id=subject, action=action, opens__lte="2026-02-16").key}


def _answer(client: Client, address: Address, written: str) -> str:
    """What somebody is answered, in the signs of the table."""
    said = {"language": "cy", "next": "/"}
    response = client.post(written, said) if address.name in POSTED else client.get(written)
    if response.status_code == 302 and "/account/login/" in response["Location"]:
        return "→"
    assert response.status_code in (200, 302, 400, 403, 404), f"{written}: {response.status_code}"
    return str(response.status_code) if response.status_code in (403, 404) else "✓"


def test_the_table_knows_every_address() -> None:
    assert sorted(table()) == sorted(address.name for address in addresses())


def test_each_role_is_let_in_or_refused_as_the_table_says(provider: Provider) -> None:
    browsers = {who: provider.browser(who) for who in COLUMNS.values()}
    found = {}
    for address in addresses():
        found[address.name] = {who: _answer_to(who, browser, address, provider) for who, browser in browsers.items()}
    assert found == table()


def _answer_to(who: str, browser: Client, address: Address, provider: Provider) -> str:
    """What somebody is answered, about a learner whom they see if they see any; what they did is taken back."""
    learner = min(SEES[who], default="amina")
    written = filled(address, provider, learner, **_blanks(learner, provider, address.name))
    with transaction.atomic():
        answer = _answer(browser, address, written)
        transaction.set_rollback(True)
    return answer


def _about_learners() -> Iterator[Address]:
    yield from (address for address in addresses() if address.is_about_a_learner or "slug:key" in address.pattern)


def test_nobody_reaches_a_learner_whom_they_do_not_see(provider: Provider) -> None:
    reached = []
    for who in [*COLUMNS.values(), "coach2"]:
        if who in ("", "admin"):
            continue  # nobody is sent to sign in; administration sees who is placed where, of all
        client = provider.browser(who)
        for address in _about_learners():
            for learner in LEARNERS.keys() - SEES[who]:
                written = filled(address, provider, learner, **_blanks(learner, provider, address.name))
                if _answer(client, address, written) != "404":
                    reached.append(f"{who} reaches {written}")
    assert reached == []


def test_a_code_that_nobody_has_is_not_there(provider: Provider) -> None:
    client = provider.browser("head")
    for address in _about_learners():
        written = re.sub(r"<slug:(code|key)>", "nosuchcode22", f"/{address.pattern}")
        written = re.sub(r"<\w+:number>", "1", written).replace("<slug:kind>", "milestone")
        assert _answer(client, address, written) == "404", written
