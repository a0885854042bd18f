"""What is pictured: every trip, in the order it is drawn."""

from __future__ import annotations

from tests.gallery.beginning import BEGINNING
from tests.gallery.breathing import BREATHING
from tests.gallery.guide import GUIDE
from tests.gallery.journal import JOURNAL
from tests.gallery.keys import KEYS
from tests.gallery.locked import LOCKED
from tests.gallery.measures import MEASURES
from tests.gallery.practice import PRACTICE
from tests.gallery.practices import PRACTICES
from tests.gallery.practising_locked import PRACTISING_LOCKED
from tests.gallery.stepping import STEPPING
from tests.gallery.three_days import THREE_DAYS

__all__ = ["TRIPS"]

TRIPS = (
    BEGINNING,
    JOURNAL,
    GUIDE,
    MEASURES,
    PRACTICES,
    BREATHING,
    STEPPING,
    PRACTISING_LOCKED,
    KEYS,
    LOCKED,
    PRACTICE,
    THREE_DAYS,
)
