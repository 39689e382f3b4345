"""Keys of subjects: opaque and random, so that they say nothing of a person and can outlive the erasing of one."""

from secrets import choice

LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
"""No letter that is easily taken for another."""
LENGTH = 12
PROVIDER = "provider:self"


def new_key(kind: str) -> str:
    """A key that nobody has: `enrolment:7gk2m9xq4wbt` (59 random bits)."""
    return f"{kind}:{''.join(choice(LETTERS) for _ in range(LENGTH))}"


def kind_of(key: str) -> str:
    """What a key names: enrolment, person, group, provider."""
    return key.partition(":")[0]
