"""The product as it is started on one machine: it says where it is, and stops without a trace."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

import pytest

from fingerpost.project.serving import free_port

REPOSITORY = Path(__file__).parent.parent.parent
START = "import sys; from fingerpost.project.demo.command import run; sys.exit(run(sys.argv[1:]))"
PATIENCE = 60.0


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield int(listening.getsockname()[1])


def started(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", START, "--learners", "2", *words],
        cwd=REPOSITORY,
        env={**os.environ, "FINGERPOST_HOME": str(home), "DJANGO_SETTINGS_MODULE": "fingerpost.project.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_port_that_is_free_is_taken_as_it_is() -> None:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    assert free_port("127.0.0.1", port) == port


def test_a_port_that_is_taken_gives_way_to_the_next(taken: int) -> None:
    assert taken < free_port("127.0.0.1", taken) < taken + 20


def test_an_address_that_is_not_there_is_said_to_be_so() -> None:
    with pytest.raises(OSError, match=r"can be used at 192\.0\.2\.1"):
        free_port("192.0.2.1", 8000)


def test_the_demonstration_starts_serves_and_stops_without_a_trace(tmp_path: Path, taken: int) -> None:
    with started(tmp_path, "--port", str(taken)) as product:
        assert product.stdout is not None
        said = "".join(iter(product.stdout.readline, "Ctrl-C stops it.\n"))
        address = re.findall(r"http://\S+", said)[0]
        assert str(taken) not in address
        page = answer(f"{address}account/login/")
        workers = children_of(product.pid)
        product.send_signal(signal.SIGINT)
        _, errors = product.communicate(timeout=PATIENCE)
    assert "Fingerpost" in page
    assert "sign in as anyone" in said
    assert f"port {taken} is taken" in errors
    assert "Traceback" not in errors
    assert product.returncode == 0
    assert workers
    assert not any(map(is_there, workers))


def test_what_was_made_is_kept_and_not_made_again(tmp_path: Path) -> None:
    for expected in ("making a provider with 2 learners", ""):
        with started(tmp_path, "--only-make") as product:
            _, errors = product.communicate(timeout=PATIENCE)
        assert product.returncode == 0, errors
        assert errors.partition(" …")[0] == expected


def test_a_database_that_is_not_there_is_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINGERPOST_DATABASE", "postgresql://nobody@127.0.0.1:1/nothing")
    with started(tmp_path, "--only-make") as product:
        _, errors = product.communicate(timeout=PATIENCE)
    assert product.returncode == 2
    assert "error: the database cannot be used" in errors
    assert "Traceback" not in errors


def answer(address: str) -> str:
    until = monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=5) as response:
                return str(response.read(), "utf-8")
        except OSError:
            if monotonic() > until:
                raise
            sleep(0.2)


def children_of(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(each) for each in found.read_text(encoding="ascii").split()]


def is_there(process: int) -> bool:
    return Path(f"/proc/{process}").exists()
