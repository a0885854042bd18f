"""The inbox: nothing is shown twice as new."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.sharing.body import Body
from journal_app.sharing.inbox import (
    Arrival,
    EntryNews,
    SeenPacket,
    classify,
    entry_digest,
    entry_news,
)
from journal_app.sharing.packet import OpenedPacket, Sender, open_packet, seal
from journal_app.sharing.pair import Pair

from .made_up import MIRA, body, confirmed, entry, pair_for

PAIR = pair_for(MIRA).words_match()
OTHER = pair_for(MIRA, "rowan ellis").words_match()


def arrived(counter: int, what: Body | None = None, pair: Pair = PAIR) -> OpenedPacket:
    data = seal(what or body(), card=confirmed(MIRA), pair=pair, counter=counter).data
    return open_packet(data, keys=MIRA, pairs={pair.id: pair} if pair.compared else {})


def kept(*packets: OpenedPacket) -> list[SeenPacket]:
    return [SeenPacket.of(packet) for packet in packets]


def test_new_then_duplicate() -> None:
    assert classify(arrived(1), []) is Arrival.NEW
    assert classify(arrived(1), kept(arrived(1))) is Arrival.DUPLICATE
    assert classify(arrived(2), kept(arrived(1))) is Arrival.NEW


def test_first_until_words_are_compared() -> None:
    pair = replace(PAIR, compared=False)
    first = arrived(1, pair=pair)
    assert first.sender is Sender.FIRST
    assert classify(first, []) is Arrival.FIRST
    assert classify(first, kept(first)) is Arrival.DUPLICATE
    assert classify(arrived(2, pair=pair), kept(first)) is Arrival.FIRST


def test_a_counter_used_twice_is_a_replay() -> None:
    other_words = arrived(1, body(entry(1, "something else")))
    assert classify(other_words, kept(arrived(1))) is Arrival.REPLAY
    # Both were kept: each is recognised again.
    seen = kept(arrived(1), other_words)
    assert classify(other_words, seen) is Arrival.DUPLICATE
    assert classify(arrived(1), seen) is Arrival.DUPLICATE


def test_late_mail_is_added_but_is_not_the_latest() -> None:
    assert classify(arrived(2), kept(arrived(1), arrived(3))) is Arrival.OUT_OF_ORDER


def test_two_clients_never_touch_each_other() -> None:
    theirs = kept(arrived(1, pair=OTHER), arrived(9, pair=OTHER))
    assert classify(arrived(1), theirs) is Arrival.NEW
    assert classify(arrived(5), theirs) is Arrival.NEW


def test_an_entry_is_new_once() -> None:
    same, changed, new = entry(1), entry(2, "other words"), entry(3)
    known = {one.id: entry_digest(one) for one in (entry(1), entry(2))}
    news = entry_news((same, changed, new), known)
    assert news == [(same, EntryNews.KNOWN), (changed, EntryNews.CHANGED), (new, EntryNews.NEW)]


@pytest.mark.parametrize("cut", range(5))
def test_an_old_backup_restored(cut: int) -> None:
    """Every file is read once more: what the backup knew is known, the rest is new once."""
    packets = [arrived(number, body(entry(number))) for number in range(1, 5)]
    remembered = kept(*packets[:cut])
    arrivals = []
    for packet in packets:
        arrivals.append(classify(packet, remembered))
        remembered += kept(packet)
    assert arrivals == [Arrival.DUPLICATE] * cut + [Arrival.NEW] * (4 - cut)


@given(st.lists(st.integers(1, 6), max_size=20))
@settings(max_examples=40, deadline=None)
def test_in_any_order_each_entry_is_new_exactly_once(order: list[int]) -> None:
    # Packets overlap: number n shares the entries n and n + 1.
    packets = {n: arrived(n, body(entry(n), entry(n + 1))) for n in set(order)}
    seen: list[SeenPacket] = []
    known: dict[str, bytes] = {}
    shown: list[str] = []
    for number in order:
        packet = packets[number]
        if classify(packet, seen) is Arrival.DUPLICATE:
            continue
        for one, news in entry_news(packet.body.entries, known):
            if news is EntryNews.NEW:
                shown.append(one.id)
            known[one.id] = entry_digest(one)
        seen += kept(packet)
    assert sorted(shown) == sorted(set(shown))
    assert set(shown) == {entry(n + more).id for n in order for more in (0, 1)}
