"""Today's date, for the commands: everything else gets it as an argument."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

_FURTHEST_AHEAD = timedelta(hours=14)
"""The difference from UTC of the time zone in which a day begins first."""


def local_date() -> date:
    """Today's date where the editor is: the one to write into a new record."""
    return datetime.now().astimezone().date()


def latest_date() -> date:
    """Today's date where the day begins first: nobody writes a later one as that of today."""
    return (datetime.now(UTC) + _FURTHEST_AHEAD).date()
