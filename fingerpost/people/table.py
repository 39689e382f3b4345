"""The table of roles as text, for `docs/people.md`."""

from collections.abc import Iterator

from fingerpost.people.role_table import ACTS, COMPARTMENTS, ROLES, SCOPES


def roles_as_markdown() -> str:
    """Whose records each role sees, in which compartments, and what else it sees."""
    return "\n".join(_roles()) + "\n"


def acts_as_markdown() -> str:
    """Which roles may do what."""
    lines = [f"| `{act}` | {text} | {_who_may(act)} |" for act, text in ACTS.items()]
    return "\n".join(["| act | what it is | roles |", "|---|---|---|", *lines]) + "\n"


def _roles() -> Iterator[str]:
    yield f"| role | sees | {' | '.join(COMPARTMENTS)} | the provider | people | by cover |"
    yield "|---|---|" + "---|" * (len(COMPARTMENTS) + 3)
    for slug, role in ROLES.items():
        seen = [_tick(each in role.compartments) for each in COMPARTMENTS]
        others = [_tick(flag) for flag in (role.sees_provider, role.sees_people, role.is_covered)]
        yield f"| `{slug}` | {SCOPES[role.scope]} | {' | '.join(seen + others)} |"


def _who_may(act: str) -> str:
    return ", ".join(f"`{slug}`" for slug, role in ROLES.items() if act in role.acts)


def _tick(flag: bool) -> str:
    return "yes" if flag else "–"
