"""What becomes of learners: a deck of fates, each as often as one meets it at a provider.

A fate says which trouble begins how many days ago, what the learner makes of it, and which duty nobody has done yet.
Everything else follows from the policy: see `living`.
"""

from functools import lru_cache
from random import Random

from msgspec import Struct

from fingerpost.project.demo.house import APPRENTICESHIP, TRAINEESHIP

DECK = 240
Days = tuple[int, int]


class Fate(Struct, frozen=True):
    """One fate. `weight`: how many of the deck have it. `age`: how many days ago the trouble began; without
    a trouble, the programme itself.

    `leaves` is the duty that is not done from then on. `answers`: the stage at which the learner commits to go on (0:
    none). `support`: what the coach decides on. `points`: how far behind. `recovers` and `lasts`: after how many days
    the learner has caught up, and is back from a break (0: not yet). `only`: for which sort of programme."""

    name: str
    weight: int
    trouble: str = ""
    age: Days = (60, 400)
    leaves: str = ""
    answers: int = 0
    support: str = "plan"
    points: Days = (3, 9)
    recovers: int = 0
    lasts: int = 0
    only: str = ""
    stands: bool = False
    stays: bool = False
    relapses: bool = False


FATES = (
    Fate("slightly behind", 8, "behind", (30, 150)),
    Fate("entry corrected", 2, "correction", (10, 100)),
    Fate("behind and caught up", 6, "behind", (120, 200), recovers=50),
    Fate("far behind", 3, "behind", (25, 90), points=(12, 25), support="both"),
    Fate("rating stands although the record disagrees", 2, "behind", (20, 60), stands=True),
    Fate("rating disagrees with the record", 2, "behind", (3, 9), leaves="review-rating"),
    Fate("support to be considered", 2, "behind", (12, 18), leaves="consider-support"),
    Fate("plan to be developed", 1, "behind", (18, 24), leaves="develop-plan"),
    Fate("contract to be developed", 1, "behind", (18, 24), leaves="develop-contract", support="contract"),
    Fate("actions to be recorded", 1, "behind", (18, 24), leaves="record-actions", support="actions"),
    Fate("support to be reviewed", 2, "behind", (44, 52), leaves="review-support"),
    Fate("contact lapsed", 2, "behind", (25, 40), leaves="keep-contact"),
    Fate("one-to-one missing", 2, "behind", (40, 50), leaves="discuss-at-risk"),
    Fate("silent, nothing due yet", 4, "silence", (20, 38)),
    Fate("silent, stage 1", 1, "silence", (56, 62), leaves="send-notice-1", only=APPRENTICESHIP),
    Fate("absent, notice to be sent", 3, "absence", (2, 5), leaves="send-notice-1"),
    Fate("visits cancelled, notice to be sent", 1, "cancelled", (2, 5), leaves="send-notice-1", only=APPRENTICESHIP),
    Fate("notice sent, attempts to be made", 2, "absence", (6, 11), leaves="attempts-1"),
    Fate("attempts made, the window runs", 2, "absence", (8, 8)),
    Fate("stage 2, calls to be made", 2, "absence", (18, 22), leaves="call-2"),
    Fate("stage 2, notice to be sent", 2, "absence", (20, 25), leaves="send-notice-2"),
    Fate("stage 2, attempts to be made", 2, "absence", (24, 29), leaves="attempts-2"),
    Fate("stage 3, calls to be made", 2, "absence", (36, 42), leaves="call-3"),
    Fate("stage 3, employer to be asked", 1, "absence", (40, 46), leaves="seek-employer-consent", only=APPRENTICESHIP),
    Fate("stage 3, notification to be sent", 1, "absence", (40, 46), leaves="send-withdrawal-notice"),
    Fate("stage 3, to be decided", 1, "absence", (52, 60), leaves="decide-withdrawal"),
    Fate("withdrawal to be recorded", 1, "absence", (58, 68), leaves="record-withdrawal"),
    Fate("answered, contract to be agreed", 2, "absence", (14, 18), leaves="agree-contract", answers=1),
    Fate("answered, improving", 3, "absence", (26, 40), answers=1),
    Fate("answered at stage 2", 2, "absence", (60, 110), answers=2),
    Fate("answered at stage 3", 1, "absence", (70, 120), answers=3),
    Fate("removal to be considered", 2, "absence", (80, 95), leaves="consider-removal", answers=1),
    Fate("off the register", 4, "absence", (130, 250), answers=1),
    Fate("no improvement, stage 2 again", 2, "absence", (48, 54), leaves="call-2", answers=1, relapses=True),
    Fate("kept on at stage 3", 1, "absence", (80, 120), stays=True),
    Fate("withdrawn after stage 3", 4, "absence", (90, 250)),
    Fate("left", 4, "leaving", (10, 250)),
    Fate("transferred", 1, "transfer", (20, 100)),
    Fate("completed", 5, "completion", (10, 60), only=APPRENTICESHIP),
    Fate("on a break", 2, "break", (20, 50)),
    Fate("break over, not back", 1, "break", (70, 80), leaves="confirm-return", lasts=62),
    Fate("back from a break", 2, "break", (110, 240), lasts=60),
    Fate("new employer, to be decided", 2, "employer", (4, 10), leaves="decide-plan-transfer", only=APPRENTICESHIP),
    Fate("new employer", 2, "employer", (40, 200), only=APPRENTICESHIP),
    Fate("new coach", 2, "coach", (30, 150)),
    Fate("delivery to change", 1, "delivery", (4, 9), leaves="involve-employer", only=APPRENTICESHIP),
    Fate("traineeship, stage 1", 1, "absence", (6, 9), leaves="attempts-1", only=TRAINEESHIP),
    Fate("traineeship, stage 2", 1, "absence", (14, 18), leaves="call-2", only=TRAINEESHIP),
    Fate("new", 4, "", (2, 5), leaves="check-start-indicators"),
    Fate("circumstances at home", 3, "indicator", (20, 120)),
    Fate("safeguarding referral", 2, "safeguarding", (10, 60)),
    Fate("worried", 2, "wellbeing", (10, 60)),
    Fate("letter that came back", 1, "letter", (3, 6), leaves="mend-letter"),
    Fate("letter sent in another way", 2, "letter", (10, 90)),
    Fate("help to be given", 2, "help", (2, 5), leaves="answer-help"),
    Fate("helped", 2, "help", (14, 120)),
    Fate("concern to be answered", 1, "concern", (2, 4), leaves="answer-concern"),
    Fate("concern answered", 1, "concern", (14, 60)),
    Fate("call asked for", 1, "call", (2, 5), leaves="call-learner"),
    Fate("call asked for by the employer", 1, "employer-call", (2, 5), leaves="call-employer", only=APPRENTICESHIP),
    Fate("equipment to be decided", 1, "equipment", (4, 9), leaves="decide-equipment"),
    Fate("equipment to come back", 1, "equipment", (45, 60), leaves="return-equipment"),
    Fate("bursary to be decided", 1, "bursary", (4, 9), leaves="decide-bursary"),
    Fate("bursary to be paid", 1, "bursary", (18, 24), leaves="pay-bursary"),
)
THRIVING = Fate("thriving", DECK - sum(each.weight for each in FATES))


@lru_cache(maxsize=4)
def deck(seed: int) -> tuple[Fate, ...]:
    """One of each fate first, so that a small provider has everybody; then the rest of the deck, shuffled."""
    rest = [each for each in (*FATES, THRIVING) for _ in range(each.weight - 1)]
    Random(f"{seed}/deck").shuffle(rest)
    return (*FATES, THRIVING, *rest)


def fate_of(seed: int, number: int) -> Fate:
    """The fate of the learner with this number."""
    cards = deck(seed)
    return cards[number % len(cards)]


def is_shown(number: int) -> bool:
    """Whether the learner is the first of a fate: those go to the coaches whom visitors are offered."""
    return number <= len(FATES)
