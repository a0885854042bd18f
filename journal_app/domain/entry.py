"""An entry: something a person kept.

Entries are never cut to fit. What is too large is refused, with the words still in the person's
hands, and the limit is far above what anybody types.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, Self

from journal_app.domain.doc import Doc
from journal_app.domain.errors import TooMuchText
from journal_app.domain.session import ID
from journal_app.domain.times import ZONE_NAME, as_utc, parse_utc, utc_text, zone_of

MOST_TEXT = 1_000_000
"""Bytes of UTF-8 in all parts of one entry together: some 150,000 words."""
MOST_PARTS = 64
LONGEST_NAME = 200
LONGEST_QUESTION = 2_000
LONGEST_ID = 100
MOST_SHARED = 1_000
SUMMARY_LENGTH = 140

NEXT_SESSION: Literal["next-session"] = "next-session"
"""What ``sealed_until`` says for an entry that rests until the next session, whenever that is."""

READINGS = ("revved", "far_away", "mood", "calm", "energy", "connection", "sleep")
"""What a reading may be called; each is a whole number from 0 to 10."""


class Kind(StrEnum):
    """What sort of entry it is; the values are keys of the words."""

    CRUMB = "crumb"
    PROMPT = "prompt"
    FREE = "free"
    PRACTICE = "practice"
    CHECK_IN = "check_in"


def whole_characters(text: str) -> str:
    """The text with halves of characters made whole.

    A page may hand over an emoji as two halves, or only one of them. Halves cannot be written as
    UTF-8, so two become the character they are, and a lone one becomes the sign for "unreadable".
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of an entry's text: what can be shared or kept back on its own.

    ``name`` is what it is called ("The outline"; empty in crumbs and free entries), ``question``
    the question as it was asked then, empty where there was none.
    """

    name: str
    text: str
    question: str = ""

    def __post_init__(self) -> None:
        for part in ("name", "text", "question"):
            object.__setattr__(self, part, whole_characters(getattr(self, part)))
        if len(self.name) > LONGEST_NAME or len(self.question) > LONGEST_QUESTION:
            raise ValueError("entry: part: expected a shorter name or question")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. Instants are UTC; ``zone`` is the wall clock it was written by.

    ``edited`` is the last change, ``None`` for none. ``sealed_until`` is an instant or
    ``NEXT_SESSION``. ``shared_with`` names the cards it went to. ``readings`` maps names of
    ``READINGS`` to 0 to 10. Raises ``TooMuchText`` above ``MOST_TEXT`` bytes and ``ValueError``,
    naming the field, for anything else that does not fit.
    """

    id: str
    kind: Kind
    written: datetime
    zone: str
    parts: tuple[Part, ...] = ()
    edited: datetime | None = None
    session_id: str | None = None
    prompt_id: str | None = None
    practice_id: str | None = None
    readings: Mapping[str, int] = field(default_factory=dict, hash=False)
    sealed_until: datetime | Literal["next-session"] | None = None
    shared_with: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "written", as_utc(self.written))
        if self.edited is not None:
            object.__setattr__(self, "edited", as_utc(self.edited))
        if isinstance(self.sealed_until, datetime):
            object.__setattr__(self, "sealed_until", as_utc(self.sealed_until))
        object.__setattr__(self, "parts", tuple(self.parts))
        object.__setattr__(self, "shared_with", tuple(self.shared_with))
        object.__setattr__(self, "readings", dict(self.readings))
        self._check()

    def _check(self) -> None:
        if not ID.fullmatch(self.id):
            raise ValueError("entry: id: expected 32 hexadecimal digits")
        if not ZONE_NAME.fullmatch(self.zone):
            raise ValueError("entry: zone: expected the name of a time zone")
        if len(self.parts) > MOST_PARTS or len(self.shared_with) > MOST_SHARED:
            raise ValueError("entry: expected fewer parts or shares")
        ids = (self.session_id, self.prompt_id, self.practice_id, *self.shared_with)
        if any(each is not None and not 0 < len(each) <= LONGEST_ID for each in ids):
            raise ValueError(f"entry: expected ids of 1 to {LONGEST_ID} characters")
        for name, value in self.readings.items():
            if name not in READINGS or type(value) is not int or not 0 <= value <= 10:
                raise ValueError("entry: readings: expected known names and 0 to 10")
        if text_size(self.parts) > MOST_TEXT:
            raise TooMuchText(f"entry: expected at most {MOST_TEXT} bytes of text")

    @property
    def local(self) -> datetime:
        """When it was written, by the wall clock there (UTC where the zone is not known here)."""
        try:
            return self.written.astimezone(zone_of(self.zone))
        except ValueError:
            return self.written

    @property
    def text(self) -> str:
        """All of its text, parts with a blank line between; for reading and for search."""
        return "\n\n".join(part.text for part in self.parts if part.text)

    @property
    def summary(self) -> str:
        """Its first line with something in it, for a list; shortened at a word with an ellipsis."""
        for line in self.text.splitlines():
            words = " ".join(line.split())
            if words:
                return _shortened(words)
        return ""

    @property
    def empty(self) -> bool:
        """True when there is neither text nor reading: nothing to keep."""
        return not self.readings and not any(part.text.strip() for part in self.parts)

    def to_doc(self) -> dict[str, object]:
        """The entry as it is stored (JSON types only)."""
        sealed = self.sealed_until
        return {
            "v": 1,
            "id": self.id,
            "kind": self.kind.value,
            "written": utc_text(self.written),
            "zone": self.zone,
            "parts": [
                {"name": part.name, "text": part.text, "question": part.question}
                for part in self.parts
            ],
            "edited": None if self.edited is None else utc_text(self.edited),
            "session": self.session_id,
            "prompt": self.prompt_id,
            "practice": self.practice_id,
            "readings": dict(self.readings),
            "sealed": utc_text(sealed) if isinstance(sealed, datetime) else sealed,
            "shared": list(self.shared_with),
        }

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """The entry of ``to_doc``. Raises ``ValueError`` naming the field, never its value."""
        fields = Doc("entry", doc)
        fields.version(1)
        kind = fields.text("kind", longest=20)
        if kind not in tuple(Kind):
            raise fields.error("kind", ", ".join(Kind))
        readings = fields.inner("readings")
        entry = cls(
            id=fields.text("id", longest=32),
            kind=Kind(kind),
            written=fields.instant("written"),
            zone=fields.text("zone", longest=100),
            parts=tuple(_part(item) for item in fields.items("parts", most=MOST_PARTS)),
            edited=fields.maybe_instant("edited"),
            session_id=fields.maybe_text("session", longest=LONGEST_ID),
            prompt_id=fields.maybe_text("prompt", longest=LONGEST_ID),
            practice_id=fields.maybe_text("practice", longest=LONGEST_ID),
            readings={name: readings.whole(name, low=0, high=10) for name in readings.names()},
            sealed_until=_sealed(fields.maybe_text("sealed", longest=40)),
            shared_with=tuple(_shared(item) for item in fields.items("shared", most=MOST_SHARED)),
        )
        fields.done()
        return entry


def text_size(parts: tuple[Part, ...]) -> int:
    """Bytes of UTF-8 in the parts' own text: what ``MOST_TEXT`` limits."""
    return sum(len(part.text.encode()) for part in parts)


def _part(item: object) -> Part:
    fields = Doc("entry.parts", item)
    part = Part(
        fields.text("name", longest=LONGEST_NAME),
        fields.text("text", longest=MOST_TEXT),
        fields.text("question", longest=LONGEST_QUESTION),
    )
    fields.done()
    return part


def _sealed(value: str | None) -> datetime | Literal["next-session"] | None:
    if value is None:
        return None
    if value == NEXT_SESSION:
        return NEXT_SESSION
    try:
        return parse_utc(value)
    except ValueError:
        raise ValueError("entry: sealed: expected an instant in UTC or next-session") from None


def _shared(item: object) -> str:
    if not isinstance(item, str):
        raise ValueError("entry: shared: expected ids")
    return item


def _shortened(words: str) -> str:
    if len(words) <= SUMMARY_LENGTH:
        return words
    kept, space, _ = words[: SUMMARY_LENGTH + 1].rpartition(" ")
    return (kept if space else words[:SUMMARY_LENGTH]) + "…"
