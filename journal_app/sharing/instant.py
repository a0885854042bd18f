"""Instants in files from outside: ISO 8601 in UTC, as ``2026-03-17T09:50:00Z``."""

import re
from datetime import UTC, datetime, timedelta

_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|\+00:00)", re.ASCII)


def to_text(instant: datetime) -> str:
    """The text of an instant with a time zone; microseconds only where there are any."""
    if instant.utcoffset() is None:
        raise ValueError("an instant has a time zone")
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """The instant, in UTC. Raises ``ValueError`` for any other form, or a day there is not."""
    if not _FORM.fullmatch(text):
        raise ValueError("not an instant in UTC")
    instant = datetime.fromisoformat(text)
    if instant.utcoffset() != timedelta(0):
        raise ValueError("not an instant in UTC")
    return instant.astimezone(UTC)
