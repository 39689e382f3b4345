"""`./run bench paper`: how long letters and contracts take to become PDF, and how much memory that needs."""

import resource
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from time import perf_counter

import django
from django.conf import settings

from fingerpost.kit.paper.making import LETTERS_IN_A_FILE, agreement_as_pdf, letter_as_pdf, letters_as_pdf
from fingerpost.kit.paper.values import Action, Agreement, Letter, Section, Sender

SENDER = Sender("Marcher Learning", ("14 Regent Street", "Wrexham LL11 1SG"))
DAY = date(2026, 2, 16)
PARAGRAPH = "We hope that you are well, and that you will tell us what would help you to go on with your course. " * 4


def main() -> None:
    """Runs the benchmark and prints its figures."""
    parser = ArgumentParser(prog="./run bench paper")
    parser.add_argument("--letters", type=int, default=500)
    number = parser.parse_args().letters
    settings.configure(USE_I18N=True, INSTALLED_APPS=["fingerpost.kit"])
    django.setup()
    begun = perf_counter()
    letter_as_pdf(letter(0))
    print(f"the first letter {(perf_counter() - begun) * 1000:.0f} ms, {_peak():.0f} MiB")
    report("a letter", number, lambda each: letter_as_pdf(letter(each)))
    report("a contract", number, lambda each: agreement_as_pdf(contract(each)))
    begun = perf_counter()
    size = len(letters_as_pdf([letter(each) for each in range(LETTERS_IN_A_FILE)], title="Letters"))
    took = perf_counter() - begun
    print(f"{LETTERS_IN_A_FILE} letters in one file: {took:.1f} s, {size / 1000:.0f} kB, peak {_peak():.0f} MiB")


def letter(number: int) -> Letter:
    """A letter of one page that is like no other."""
    return Letter(
        sender=SENDER,
        recipient=(f"Learner {number}", f"{number} High Street", "Ruthin", "LL15 1AB"),
        day=DAY,
        subject="We have missed you",
        paragraphs=(f"Dear Learner {number},", *[f"{number}. {PARAGRAPH}"] * 3),
        closing=("Yours sincerely", "", "Hannah Clarke"),
        language="en",
    )


def contract(number: int) -> Agreement:
    """A contract with five actions that is like no other."""
    actions = tuple(Action(f"Action {each} of {number}", "Hannah Clarke", "27 February 2026") for each in range(5))
    return Agreement(
        sender=SENDER,
        title="Support contract",
        day=DAY,
        language="cy",
        sections=(Section("What we do", (PARAGRAPH,), actions),),
        signatures=("Siân Hughes", "Hannah Clarke"),
    )


def report(name: str, number: int, make: Callable[[int], bytes]) -> None:
    """Makes so many, one after the other, and prints what one takes and the largest memory so far."""
    times = []
    for each in range(number):
        begun = perf_counter()
        size = len(make(each))
        times.append((perf_counter() - begun) * 1000)
    times.sort()
    print(
        f"{name}: median {times[number // 2]:.0f} ms, slowest of a hundred {times[-1 - number // 100]:.0f} ms, "
        f"{size / 1000:.0f} kB, peak {_peak():.0f} MiB after {number}"
    )


def _peak() -> float:
    """The largest memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
