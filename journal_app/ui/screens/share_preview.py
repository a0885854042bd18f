"""What a therapist will see: the packet itself, part by part, and the consent in four lines.

Nothing starts ticked. Choosing an entry brought it here; what of it goes is ticked part by part,
or all of one entry in one tap. What stays is shown by its name alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC

import flet as ft

from journal_app.sharing.body import SharedSession
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.names import one_line
from journal_app.ui.door.packing import SESSION, Preview, PreviewEntry, PreviewPart
from journal_app.ui.door.sharing import CardView, Sealed
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.envelope import envelope
from journal_app.ui.parts.page import foot, inset, scroll_column
from journal_app.ui.parts.tick import tick_row
from journal_app.ui.platform import use_files
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.share_rows import in_groups, link, named_rows
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["PreviewScreen", "consent_lines", "session_words"]

_ICONS = {
    "crumb": ft.Icons.GRAIN,
    "prompt": ft.Icons.MENU_BOOK,
    "free": ft.Icons.EDIT_NOTE,
    "practice": ft.Icons.AIR,
    "check_in": ft.Icons.TUNE,
}
_LONGEST_NAME = 60


@screen
def PreviewScreen() -> ft.Control:
    """Exactly this, and nothing else."""
    shell = use_shell()
    door = client_door(shell)
    busy, seal = _use_seal(shell, door)
    _, draw_again = ft.use_state(0)
    preview = door.sharing.preview()
    called = ft.use_callback(lambda name: setattr(door.sharing.choice, "called", name), [])
    card = None if preview is None else door.sharing.card(preview.card_id)
    if preview is None or card is None:
        words = texts.body(say("share.gone"), shell.p.ink)
        return task_page(shell, "", scroll_column(shell, [words]), back="/share")

    def toggle(*keys: str) -> None:
        ticked = door.sharing.choice.ticked
        if ticked.issuperset(keys):
            ticked.difference_update(keys)
        else:
            ticked.update(keys)
        draw_again(lambda n: n + 1)

    def keep_private() -> None:
        door.sharing.forget_choice()
        shell.go("/share")
        shell.tell(say("share.kept_private"))

    p = shell.p
    content: list[ft.Control] = [
        _head(shell, card),
        *[_entry(shell, door, entry, toggle) for entry in preview.entries],
        *_session(shell, preview, toggle),
        *_called(shell, door, card, called),
        ft.Container(height=4),
        inset(*named_rows(shell, consent_lines(door, card, preview), label=92)),
        inset(_Fingerprint(card.fingerprint)),
    ]
    pair = [
        buttons.outlined(
            p, say("share.private"), shell.act(keep_private), big=True, key="keep-private"
        ),
        buttons.filled(
            p,
            say("share.sealing" if busy else "share.seal"),
            shell.act(lambda: seal(preview, card)),
            big=True,
            key="seal",
            disabled=busy,
        ),
    ]
    return task_page(
        shell,
        "",
        scroll_column(shell, content),
        back="/share/new",
        hour=door.days.hour(),
        foot=foot(shell, pair, below=_limits(shell, card), sunk=True),
    )


def _use_seal(
    shell: Shell, door: JournalDoor
) -> tuple[bool, Callable[[Preview, CardView], Awaitable[None]]]:
    """Whether a packet is being sealed, and how to seal what is ticked, save it and note it."""
    files = use_files()
    busy, set_busy = ft.use_state(False)

    async def seal(preview: Preview, card: CardView) -> None:
        going = replace(preview, sender=card.called or one_line(door.sharing.choice.called))
        if not going.going:
            shell.tell(say("share.none_ticked"))
        elif not going.sender:
            shell.tell(say("share.name_missing", name=card.first_name))
        elif not busy:
            set_busy(True)
            try:
                await save(await door.sharing.seal(going), card)
            finally:
                set_busy(False)

    async def save(sealed: Sealed, card: CardView) -> None:
        try:
            saved = await files.save(sealed.data, sealed.file_name)
        except BaseException:
            await door.sharing.not_saved(sealed)
            raise
        if not saved:
            await door.sharing.not_saved(sealed)
            shell.tell(say("share.not_saved"))
            return
        consent = tuple(
            f"{name}: {line}" for name, line in consent_lines(door, card, sealed.preview)
        )
        receipt = await door.sharing.saved(sealed, consent)
        shell.changed()
        shell.go(f"/share/receipts/{receipt.id}")

    return busy, seal


def _head(shell: Shell, card: CardView) -> ft.Control:
    p = shell.p
    words = ft.Column(
        [
            texts.question(say("share.see_title", name=card.first_name), p.ink),
            texts.secondary(say("share.see_line"), p.quiet),
        ],
        spacing=4,
        expand=True,
    )
    drawn = [] if shell.large_text else [envelope(p, 58)]
    return ft.Container(
        ft.Row([words, *drawn], spacing=16, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        padding=ft.Padding.symmetric(horizontal=4),
    )


def _limits(shell: Shell, card: CardView) -> list[ft.Control]:
    """The therapist's own line and the limits, in the same place every time."""
    p, centre = shell.p, ft.TextAlign.CENTER
    lines = [texts.meta(say("share.limits"), p.quiet, text_align=centre)]
    if card.response:
        says = say("share.says", name=card.first_name, response=card.response)
        lines.insert(0, texts.meta(says, p.quiet, text_align=centre, max_lines=4))
    return [
        ft.Column(lines, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    ]


# -- the packet itself -----------------------------------------------------------

Toggle = Callable[..., None]


def _entry(shell: Shell, door: JournalDoor, entry: PreviewEntry, toggle: Toggle) -> ft.Control:
    p = shell.p
    today = door.days.now().astimezone(door.days.zone())
    when = dates.moment(dates.wall(entry.written, entry.zone, door.days.zone()), today)
    rows: list[ft.Control] = [
        ft.Row(
            [
                ft.Icon(_ICONS[entry.kind.value], size=18, color=p.tide),
                ft.Container(texts.meta(f"{entry.title} · {when}", p.quiet), expand=True),
            ],
            spacing=8,
        )
    ]
    for index, part in enumerate(entry.parts):
        if index:
            rows.append(ft.Container(height=1, bgcolor=p.line))
        rows.append(_part(shell, part, toggle))
    keys = [part.key for part in entry.parts]
    if len(keys) > 1 and not all(part.ticked for part in entry.parts):
        rows.append(
            link(shell, say("share.tick_all"), lambda: toggle(*_missing(entry)), f"all-{entry.id}")
        )
    return _packet_card(shell, rows)


def _missing(entry: PreviewEntry) -> list[str]:
    return [part.key for part in entry.parts if not part.ticked]


def _packet_card(shell: Shell, rows: list[ft.Control]) -> ft.Control:
    return ft.Container(
        ft.Column(rows, spacing=2, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=shell.p.surface,
        border=ft.Border.all(1, shell.p.line),
        border_radius=20,
        padding=ft.Padding.only(left=18, right=18, top=16, bottom=10),
    )


def _part(shell: Shell, part: PreviewPart, toggle: Toggle) -> ft.Control:
    """A ticked part in ink with its exact words; one that stays only by its name."""
    p = shell.p
    name = part.name or say("share.words")
    if part.ticked:
        content = [texts.label(name, p.ink), texts.body(part.text, p.ink)]
        words = f"{name}. {part.text}"
    else:
        words = f"{name}, {say('share.stays')}"
        content = [
            ft.Row(
                [
                    texts.secondary(name, p.quiet),
                    texts.meta(say("share.stays"), p.quiet),
                ],
                spacing=10,
                run_spacing=0,
                wrap=True,
                vertical_alignment=ft.CrossAxisAlignment.CENTER,
            )
        ]
    return tick_row(
        shell,
        words,
        content,
        on=part.ticked,
        toggle=lambda: toggle(part.key),
        key=f"part-{part.key}",
    )


def session_words(session: SharedSession) -> str:
    """When a session was, by the wall clock there."""
    start = dates.wall(session.start, session.zone, UTC)
    day = f"{say(f'weekday.{start.weekday()}')} {dates.full_day(start)}"
    if session.end is None:
        return say("share.session_day", day=day, start=dates.clock(start))
    end = dates.wall(session.end, session.zone, UTC)
    return say("share.session_span", day=day, start=dates.clock(start), end=dates.clock(end))


def _session(shell: Shell, preview: Preview, toggle: Toggle) -> list[ft.Control]:
    if preview.session is None:
        return []
    part = PreviewPart(
        SESSION, say("share.session"), session_words(preview.session), preview.session_ticked
    )
    return [_packet_card(shell, [_part(shell, part, toggle)])]


def _called(
    shell: Shell, door: JournalDoor, card: CardView, keep: Callable[[str], None]
) -> list[ft.Control]:
    """What the therapist is to call me: asked once, then said."""
    p = shell.p
    if card.called:
        line = say("share.from_name", name=card.first_name, called=card.called)
        return [ft.Container(texts.meta(line, p.quiet), padding=ft.Padding.symmetric(horizontal=4))]
    return [
        Field(
            p,
            say("share.called", name=card.first_name),
            keep,
            initial=door.sharing.choice.called,
            field_key="called",
            hint=say("share.called_hint"),
            max_length=_LONGEST_NAME,
        )
    ]


# -- consent -----------------------------------------------------------------------


def consent_lines(door: JournalDoor, card: CardView, preview: Preview) -> list[tuple[str, str]]:
    """The four lines: what, why, who, changing my mind."""
    zone = door.days.zone()
    today = door.days.now().astimezone(zone)
    checked = "" if card.confirmed is None else dates.day(card.confirmed.astimezone(zone), today)
    return [
        (say("share.what"), _what(preview)),
        (say("share.why"), say("share.why_line", name=card.first_name)),
        (say("share.who"), say("share.who_line", name=card.name, day=checked)),
        (say("share.mind"), say("share.mind_line")),
    ]


def _what(preview: Preview) -> str:
    parts = sum(part.ticked for entry in preview.entries for part in entry.parts)
    if not parts:
        return say("share.what_none")
    ticked = say("share.what_parts", count=parts)
    what = say("share.what_of", count=len(preview.going), parts=ticked)
    return f"{what}. {say('share.what_session')}" if preview.session_ticked else what


@ft.component
def _Fingerprint(fingerprint: str) -> ft.Control:
    """The card's fingerprint, opened by a tap: for those who want to check it by hand."""
    shell = use_shell()
    opened, set_opened = ft.use_state(False)
    words = say("share.who_close" if opened else "share.who_open")
    rows = [link(shell, words, lambda: set_opened(not opened), "fingerprint")]
    if opened:
        rows.append(texts.meta(in_groups(fingerprint), shell.p.ink, selectable=True))
    return ft.Column(rows, spacing=0, tight=True)
