"""The door at which the clock is read. Nothing else in the project reads it; from here on moments are passed in."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, with its time zone."""
    return datetime.now(UTC)  # noqa: TID251 (the door)


def day_of(moment: datetime) -> date:
    """The day in London in which a moment lies."""
    return moment.astimezone(LONDON).date()
