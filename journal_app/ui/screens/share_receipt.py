"""A receipt: what went, with whom, when, with which seal. It never holds the words themselves."""

from __future__ import annotations

import flet as ft

from journal_app.ui.door import JournalDoor
from journal_app.ui.door.names import first_name
from journal_app.ui.door.sharing import Receipt
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.card import card as card_box
from journal_app.ui.parts.envelope import envelope
from journal_app.ui.parts.page import scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.share_rows import in_groups, named_rows
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ReceiptScreen", "amount"]


def amount(receipt: Receipt) -> str:
    """How much went: "3 parts of one entry"."""
    parts = say("share.parts", count=receipt.parts)
    return say("share.of_entries", count=len(receipt.entries), parts=parts)


@screen
def ReceiptScreen(receipt_id: str) -> ft.Control:
    """One receipt; right after sealing, and any time later."""
    shell = use_shell()
    door = client_door(shell)
    receipt = door.sharing.receipt(receipt_id)
    p = shell.p
    if receipt is None:
        words = texts.body(say("share.receipt_gone"), p.ink)
        return task_page(shell, "", scroll_column(shell, [words]), back="/share")
    name = first_name(receipt.name)
    content: list[ft.Control] = [
        ft.Row([envelope(p, 72)]),
        texts.question(say("share.receipt_title", name=name), p.ink),
        texts.body(say("share.receipt_line", name=name, file=receipt.file_name), p.quiet),
        card_box(
            shell,
            [
                ft.Column(
                    named_rows(shell, _rows(door, receipt)),
                    spacing=12,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                )
            ],
        ),
        texts.label(say("share.receipt_agreed"), p.ink),
        *[texts.secondary(line, p.quiet) for line in receipt.consent],
        ft.Container(height=4),
        *_four_words(shell, door, receipt, name),
        buttons.text_button(
            p, say("share.done"), shell.act(lambda: shell.go("/share")), key="receipt-done"
        ),
    ]
    return task_page(
        shell,
        "",
        scroll_column(shell, content),
        back="/share",
        hour=door.days.hour(),
    )


def _rows(door: JournalDoor, receipt: Receipt) -> list[tuple[str, str]]:
    zone = door.days.zone()
    today = door.days.now().astimezone(zone)
    what = []
    for title, written, written_in, names in receipt.entries:
        when = dates.moment(dates.wall(written, written_in, zone), today)
        parts = ", ".join(each for each in names if each)
        key = "share.receipt_entry" if parts else "share.receipt_entry_whole"
        what.append(say(key, title=title, when=when, parts=parts))
    if receipt.session:
        what.append(say("share.what_session"))
    seal = say("share.seal_hybrid" if receipt.post_quantum else "share.seal_classic")
    at = receipt.at.astimezone(zone)
    return [
        (say("share.receipt_what"), "\n".join(what)),
        (say("share.receipt_who"), receipt.name),
        (say("share.receipt_when"), f"{dates.full_day(at)}, {dates.clock(at)}"),
        (say("share.receipt_seal"), seal),
        (say("share.receipt_print"), in_groups(receipt.fingerprint)),
    ]


def _four_words(shell: Shell, door: JournalDoor, receipt: Receipt, name: str) -> list[ft.Control]:
    card = door.sharing.card(receipt.card_id)
    if card is None or not card.shared or card.proven:
        return []
    return [
        buttons.tonal(
            shell.p,
            say("share.four_words", name=name),
            shell.act(lambda: shell.go(f"/share/words/{card.id}")),
            big=True,
            key="four-words",
        )
    ]
