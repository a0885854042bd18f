"""The Share tab: my therapists' cards, and what was shared with whom."""

from __future__ import annotations

import flet as ft

from journal_app.sharing.card import MAX_CARD_BYTES, CardState
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.sharing import CardView, Offered, Receipt
from journal_app.ui.frame import tab_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.card import card as card_box
from journal_app.ui.parts.envelope import envelope
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.platform import use_files
from journal_app.ui.routes import Route
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.share_choose import ChooseScreen
from journal_app.ui.screens.share_compare import CompareScreen, FourWordsScreen
from journal_app.ui.screens.share_preview import PreviewScreen
from journal_app.ui.screens.share_receipt import ReceiptScreen, amount
from journal_app.ui.screens.share_rows import link, sign_row
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ROUTES", "ShareScreen"]

ROUTES: tuple[Route, ...] = (
    ("/share/new", ChooseScreen),
    ("/share/preview", PreviewScreen),
    ("/share/compare/:card_id", CompareScreen),
    ("/share/words/:card_id", FourWordsScreen),
    ("/share/receipts/:receipt_id", ReceiptScreen),
)


@screen
def ShareScreen() -> ft.Control:
    """The cards I keep, each with its state in words, and the receipts."""
    shell = use_shell()
    door = client_door(shell)
    files = use_files()

    async def open_card() -> None:
        for picked in await files.open(at_most=MAX_CARD_BYTES):
            view, offered = await door.sharing.open_card(picked.data or b"")
            shell.changed()
            if offered in (Offered.NEW, Offered.CHANGED):
                shell.go(f"/share/compare/{view.id}")
            else:
                shell.tell(say(f"share.offered_{offered.value}", name=view.first_name))

    cards = door.sharing.cards()
    content = _with_cards(shell, door, cards, open_card) if cards else _empty(shell, open_card)
    body = scroll_column(shell, content, edge=24 if shell.wide else 16)
    hour = door.days.hour()
    return tab_page(shell, say("nav.share"), body, hour=hour, head=280, actions=not shell.wide)


def _empty(shell: Shell, open_card: object) -> list[ft.Control]:
    p = shell.p
    assert callable(open_card)  # noqa: S101  a handler of the screen
    return [
        ft.Container(height=24),
        ft.Row([envelope(p, 88)], alignment=ft.MainAxisAlignment.CENTER),
        ft.Container(height=12),
        texts.question(say("share.empty_title"), p.ink, text_align=ft.TextAlign.CENTER),
        texts.body(say("share.empty_line"), p.quiet, text_align=ft.TextAlign.CENTER),
        ft.Container(height=8),
        buttons.filled(p, say("share.open_card"), shell.act(open_card), big=True, key="open-card"),
    ]


def _with_cards(
    shell: Shell, door: JournalDoor, cards: tuple[CardView, ...], open_card: object
) -> list[ft.Control]:
    p = shell.p
    assert callable(open_card)  # noqa: S101  a handler of the screen
    content: list[ft.Control] = [_card(shell, door, view) for view in cards]
    if any(view.ready for view in cards):
        # Beside an open page there is already its own filled button.
        button = buttons.tonal if shell.wide and shell.route != "/share" else buttons.filled
        content.append(
            button(
                p,
                say("share.choose"),
                shell.act(lambda: shell.go("/share/new")),
                big=True,
                key="choose",
            )
        )
    content.append(
        buttons.text_button(p, say("share.open_another"), shell.act(open_card), key="open-card")
    )
    receipts = door.sharing.receipts()
    if receipts:
        content += [
            ft.Container(height=4),
            inset(texts.section(say("share.receipts"), p.ink)),
            *[_receipt(shell, door, receipt) for receipt in receipts],
        ]
    return content


# -- one card ------------------------------------------------------------------


def _card(shell: Shell, door: JournalDoor, view: CardView) -> ft.Control:
    p = shell.p
    rows: list[ft.Control] = [
        texts.section(view.name, p.ink),
        ft.Container(height=8),
        _state(shell, door, view),
    ]
    if view.expired or view.soon:
        local = view.expires.astimezone(door.days.zone())
        words = say(
            "share.expired" if view.expired else "share.soon",
            day=dates.full_day(local),
            name=view.first_name,
        )
        rows += [
            ft.Container(height=8),
            sign_row(shell, ft.Icons.EVENT_OUTLINED, words, colour=p.dawn),
        ]
    if view.response:
        says = say("share.says", name=view.first_name, response=view.response)
        rows += [ft.Container(height=8), texts.secondary(says, p.quiet)]
    rows += [ft.Container(height=4), texts.meta(say("share.limits"), p.quiet)]
    rows += _steps(shell, view)
    return card_box(shell, rows)


def _state(shell: Shell, door: JournalDoor, view: CardView) -> ft.Control:
    p = shell.p
    if view.state is CardState.CONFIRMED and view.confirmed is not None:
        zone = door.days.zone()
        when = dates.day(view.confirmed.astimezone(zone), door.days.now().astimezone(zone))
        words = say("share.confirmed", day=when)
        return sign_row(shell, ft.Icons.VERIFIED_USER_OUTLINED, words, colour=p.tide)
    if view.state is CardState.CHANGED:
        return sign_row(shell, ft.Icons.SYNC_LOCK, say("share.changed"), colour=p.dawn)
    return sign_row(shell, ft.Icons.HEARING, say("share.unconfirmed"), colour=p.dawn)


def _steps(shell: Shell, view: CardView) -> list[ft.Control]:
    """What can be done with this card now."""
    p = shell.p
    if not view.ready:
        return [
            ft.Container(height=14),
            ft.Row(
                [
                    buttons.tonal(
                        p,
                        say("share.compare"),
                        shell.act(lambda: shell.go(f"/share/compare/{view.id}")),
                        key=f"compare-{view.id}",
                    )
                ],
                wrap=True,
            ),
            ft.Container(height=4),
        ]
    if view.shared and not view.proven:
        words = say("share.four_words", name=view.first_name)
        return [link(shell, words, lambda: shell.go(f"/share/words/{view.id}"), f"four-{view.id}")]
    return [ft.Container(height=4)]


def _receipt(shell: Shell, door: JournalDoor, receipt: Receipt) -> ft.Control:
    p = shell.p
    zone = door.days.zone()
    when = dates.day(receipt.at.astimezone(zone), door.days.now().astimezone(zone))
    title = say("share.receipt_row", day=when, name=receipt.name)
    lines = [texts.body(title, p.ink), texts.secondary(amount(receipt), p.quiet)]
    content = ft.Row(
        [
            envelope(p, 44),
            ft.Container(ft.Column(lines, spacing=0, tight=True), expand=True),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=24, color=p.quiet),
        ],
        spacing=14,
    )
    return pressable(
        content,
        f"{title}. {amount(receipt)}",
        shell.act(lambda: shell.go(f"/share/receipts/{receipt.id}")),
        key=f"receipt-{receipt.id}",
        padding=ft.Padding.symmetric(vertical=10, horizontal=4),
        border_radius=16,
    )
