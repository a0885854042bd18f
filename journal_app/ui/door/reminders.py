"""Reminders for a person's own calendar: what was handed out, and the file that puts it right."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

from journal_app.clock import Clock
from journal_app.domain.reminder import SECRET_SIZE, Handed, Reminder, Update, reminders
from journal_app.export.calendar import CalendarReminders
from journal_app.ui.door.base import Room
from journal_app.ui.door.days import DaysRoom
from journal_app.ui.door.documents import refusal
from journal_app.vault.journal import Journal

__all__ = ["RemindersRoom"]


class RemindersRoom(Room):
    """One ledger for the journal; the calendar file is made from it and from the schedule."""

    def __init__(self, journal: Journal, clock: Clock, days: DaysRoom) -> None:
        super().__init__(journal, clock)
        self._days = days
        self._kept = self._one(journal.table("handed"), Handed.from_doc)
        self._handed = self._kept.value

    @property
    def handed_out(self) -> bool:
        """Whether a calendar file was made before."""
        return self._handed is not None and bool(self._handed.notices)

    @property
    def outdated(self) -> bool:
        """Whether the last file no longer says what is to come."""
        return self.handed_out and self._update().news

    async def hand_over(self, save: Callable[[bytes, str], Awaitable[object]]) -> bool:
        """Give ``save`` a file and a name for it; whether there was anything to say.

        Raises ``NewerFormat`` or ``DamagedVault`` where the ledger is there and not understood:
        under another secret everything would ring twice, and nothing could be taken back.
        """
        if not self._update().notices:
            return False
        calendar = CalendarReminders(self._ledger, self._keep, save, self._clock.now)
        await calendar.put(self._wanted())
        return True

    def _ledger(self) -> Handed:
        if self._handed is None:
            if self._kept.left:
                raise refusal(self._kept.left)
            self._handed = Handed(secrets.token_bytes(SECRET_SIZE))
        return self._handed

    def _wanted(self) -> tuple[Reminder, ...]:
        """Every reminder that is still to come, of all sessions together."""
        secret, now = self._ledger().secret, self._clock.now()
        slots = self._days.slots()
        ids = dict.fromkeys(slot.session.id for slot in slots)
        return tuple(
            reminder
            for session_id in ids
            for reminder in reminders(
                (slot for slot in slots if slot.session.id == session_id),
                session_id,
                secret,
            )
            if reminder.at > now
        )

    def _update(self) -> Update:
        return self._ledger().update(self._wanted(), self._clock.now())

    async def _keep(self, handed: Handed) -> None:
        await self._write(self._kept.keep, handed.to_doc())
        self._handed = handed
