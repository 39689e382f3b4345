"""Several send at once, and processes are killed: no letter is sent twice, and what nobody knows is said to be so."""

import os
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Barrier, Lock
from time import monotonic, sleep
from typing import Any

import pytest
from django.conf import settings as product
from django.db import connection

from fingerpost.letters.models import Attempt, Letter
from fingerpost.letters.posting import Outcome
from fingerpost.letters.sending import LEASE, send_waiting
from fingerpost.letters.settling import write_again
from fingerpost.people.errors import RefusedError
from tests.rooms.letters.mail_server import Says, listening
from tests.rooms.letters.world import PERHAPS, SENT, Answers, again, office, written
from tests.rooms.people.cast import NOW, House

WORKERS, LETTERS = 4, 24
REPOSITORY = Path(__file__).parents[3]
BEGIN = """
import django, os; django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
"""
SEND = """
from fingerpost.letters.sending import PostOffice, send_waiting
from fingerpost.letters.smtp import Server
from tests.rooms.letters.world import SENDER, NOW
send_waiting(PostOffice(Server("127.0.0.1", {port}, SENDER.address, "none"), SENDER, lambda: NOW))
"""

WORK = """
settings.MAIL_FROM, settings.MAIL_BOX = "letters@provider.example", None
settings.MAIL_SERVER = dict(host="127.0.0.1", port={port}, user="", password="", security="none")
from fingerpost.project.serving import _post
_post(os.getppid())
"""


class Counts:
    """A post that counts, a little slow, so that others come between."""

    def __init__(self) -> None:
        self.sent: Counter[str] = Counter()
        self._lock = Lock()

    def send(self, mail: EmailMessage, *, to: str, token: str) -> Outcome:
        sleep(0.005)
        with self._lock:
            self.sent[str(mail["Subject"])] += 1
        return SENT


def at_once(*doings: Any) -> list[Any]:
    """Does all of them at once, each over a connection of its own."""
    barrier = Barrier(len(doings), timeout=30)

    def one(doing: Any) -> Any:
        barrier.wait()
        try:
            return doing()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(one, doings))


def test_several_workers_send_each_letter_once(standing_house: House) -> None:
    for number in range(LETTERS):
        (letter,) = written(standing_house)
        Letter.objects.filter(pk=letter.pk).update(subject_line=f"letter {number}")
    post = Counts()
    tried = at_once(*[lambda: send_waiting(office(post))] * WORKERS)
    assert sum(tried) == LETTERS == Attempt.objects.count()
    assert set(post.sent.values()) == {1}
    assert len(post.sent) == LETTERS
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def test_of_two_who_write_again_one_does(standing_house: House) -> None:
    (letter,) = written(standing_house)
    send_waiting(office(Answers([PERHAPS])))

    def anew() -> bool:
        try:
            write_again(letter=letter.key, reason="It is not there", by="person:c", at=NOW)
        except RefusedError:
            return False
        return True

    assert sorted(at_once(anew, anew, anew)) == [False, False, True]
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("says", [Says(rcpt=["hang"]), Says(data=["then hang"])], ids=["before", "after the text"])
def test_a_process_killed_while_it_sends_leaves_the_letter_perhaps_sent(standing_house: House, says: Says) -> None:
    (letter,) = written(standing_house)
    with listening(says) as server:
        worker = _process(SEND, server().port)
        _wait_until(lambda: says.hangs, worker)
        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=30)
        assert again(letter).state == "sending"
        for at in (NOW + timedelta(minutes=1), NOW + LEASE + timedelta(minutes=1), NOW + timedelta(days=3)):
            send_waiting(office(server(), at))
    assert again(letter).state == "perhaps_sent"
    assert Attempt.objects.count() == 1
    assert len(says.kept) <= 1


def test_a_worker_that_is_told_to_stop_ends_the_letter_in_hand_and_begins_no_other(standing_house: House) -> None:
    written(standing_house)
    written(standing_house, "ben")
    with listening(says := Says(data=["slow"])) as server:
        worker = _process(WORK, server().port)
        _wait_until(lambda: says.hangs, worker)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["sent", "waiting"]


def _process(does: str, port: int) -> subprocess.Popen[bytes]:
    """A process of its own that does something with the database of this test and a mail server."""
    told = (BEGIN + does).format(name=str(connection.settings_dict["NAME"]), port=port)
    return subprocess.Popen([sys.executable, "-c", told], cwd=REPOSITORY, env=_environment())


def _environment() -> dict[str, str]:
    """The process sees the same database, and the project's settings for tests."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "FINGERPOST_HOME": str(product.HOME)}


def _wait_until(heard: Any, worker: subprocess.Popen[bytes]) -> None:
    until = monotonic() + 30
    while not heard():
        assert worker.poll() is None, "the process ended by itself"
        assert monotonic() < until
        sleep(0.02)
