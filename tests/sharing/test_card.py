"""A card: one form only, both keys under its fingerprint, and never sealed for unchecked."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.errors import CardChanged, CardNotConfirmed, NotACard
from journal_app.sharing.age import hybrid
from journal_app.sharing.card import Card, CardState, KeptCard, Relation
from journal_app.sharing.practice_keys import PracticeKeys

from .made_up import MIRA, NOOR, NOW, YEAR, card_of, random_from

CARD = card_of(MIRA)
NAUGHTY = Path(__file__).resolve().parents[2] / ".." / "shared" / "vectors" / "naughty-strings.json"


def changed(**fields: Any) -> bytes:
    document = json.loads(CARD.to_bytes()) | fields
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def test_a_card_goes_through_its_file() -> None:
    assert Card.parse(CARD.to_bytes()) == CARD
    assert changed() == CARD.to_bytes()
    assert Card.parse(CARD.to_bytes()).words() == CARD.words()
    assert len(CARD.words()) == 8


@pytest.mark.parametrize("text", json.loads(NAUGHTY.read_text("utf-8")))
def test_its_texts_are_kept_exactly(text: str) -> None:
    card = MIRA.card("M" + text[:99], text[:500], NOW, NOW + YEAR)
    parsed = Card.parse(card.to_bytes())
    assert (parsed.name, parsed.response) == ("M" + text[:99], text[:500])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xef\xbb\xbf" + CARD.to_bytes(),
        CARD.to_bytes() + b"\n",
        b" " + CARD.to_bytes(),
        CARD.to_bytes().replace(b",", b", "),
        b"[" * 1_000_000,
        b" " * 20_000,
        changed(v=2),
        changed(v=True),
        changed(v="1"),
        changed(v=1.0),
        changed(extra=1),
        changed(name=""),
        changed(name=" \t"),
        changed(name="M" * 101),
        changed(name=5),
        changed(name=None),
        changed(name="\ud800"),
        changed(response="r" * 501),
        changed(response=None),
        changed(x25519=None),
        changed(x25519=str(MIRA.pq)),
        changed(x25519=str(MIRA.x25519)),
        changed(x25519=str(MIRA.x25519.recipient).upper()),
        changed(pq=str(MIRA.x25519.recipient)),
        changed(pq=""),
        changed(pq=5),
        changed(made="2026-03-17T09:50:00+00:00"),
        changed(made="2026-03-17T09:50:00.000000Z"),
        changed(made="2026-03-17"),
        changed(made="2026-02-30T09:50:00Z"),
        changed(made=0),
        changed(expires="2026-03-17T09:50:00Z"),
        changed(expires="2020-01-01T00:00:00Z"),
    ],
)
def test_anything_else_is_not_a_card(data: bytes) -> None:
    with pytest.raises(NotACard) as caught:
        Card.parse(data)
    assert caught.value.__cause__ is None


@given(st.binary(max_size=300))
def test_random_bytes_are_not_a_card(data: bytes) -> None:
    with pytest.raises(NotACard):
        Card.parse(data)


def test_a_flipped_byte_never_gives_the_same_card() -> None:
    data = CARD.to_bytes()
    refused = 0
    for place in range(len(data)):
        damaged = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        try:
            assert Card.parse(damaged) != CARD
        except NotACard:
            refused += 1
    assert refused > 0.9 * len(data)  # what is left is a changed letter or date


def test_both_keys_are_under_the_fingerprint_and_nothing_else() -> None:
    other = card_of(NOOR)
    assert CARD.fingerprint == MIRA.fingerprint
    assert replace(CARD, pq=other.pq).fingerprint != CARD.fingerprint
    assert replace(CARD, pq=None).fingerprint != CARD.fingerprint
    assert replace(CARD, x25519=other.x25519).fingerprint != CARD.fingerprint
    renamed = replace(CARD, name="M. Okafor", response="", expires=NOW + 2 * YEAR)
    assert renamed.fingerprint == CARD.fingerprint
    assert renamed.qr_text() != CARD.qr_text()


def test_the_qr_code_is_small() -> None:
    recipient, digest = CARD.qr_text().split(" ")
    assert recipient == str(CARD.x25519)
    assert len(bytes.fromhex(digest)) == 32
    assert len(CARD.qr_text()) < 130


def test_it_expires_at_its_instant() -> None:
    assert not CARD.expired(CARD.expires - timedelta(microseconds=1))
    assert CARD.expired(CARD.expires)
    assert CARD.expired(CARD.expires.astimezone(timezone(timedelta(hours=13))))
    assert KeptCard(CARD).words_match().for_sealing().expired(NOW + 2 * YEAR)  # warns, not blocks


def test_a_card_that_nobody_could_read_is_not_made() -> None:
    for name, response, expires in (
        ("", "", NOW + YEAR),
        ("M" * 101, "", NOW + YEAR),
        ("M", "r" * 501, NOW + YEAR),
        ("M", "", NOW),
        ("M", "", datetime(2030, 1, 1)),  # noqa: DTZ001  # a time without a zone is the mistake
    ):
        with pytest.raises((ValueError, TypeError)):
            MIRA.card(name, response, NOW, expires)


RENEWED = MIRA.card("Mira Okafor", "Twice a week.", NOW + YEAR, NOW + 2 * YEAR)
OTHER = card_of(NOOR)
HALF = replace(CARD, pq=OTHER.pq)


@pytest.mark.parametrize(
    ("new", "relation"),
    [
        (CARD, Relation.SAME),
        (Card.parse(CARD.to_bytes()), Relation.SAME),
        (RENEWED, Relation.RENEWED),
        (replace(CARD, made=NOW - YEAR), Relation.OLDER),
        (replace(CARD, response="other"), Relation.OLDER),
        (HALF, Relation.HALF_SWAPPED),
        (replace(CARD, pq=None), Relation.HALF_SWAPPED),
        (replace(CARD, x25519=OTHER.x25519), Relation.HALF_SWAPPED),
        (OTHER, Relation.OTHER_KEYS),
        (replace(OTHER, pq=None), Relation.OTHER_KEYS),
    ],
)
def test_how_a_new_card_relates(new: Card, relation: Relation) -> None:
    assert KeptCard(CARD).relation(new) is relation
    without_pq = KeptCard(replace(CARD, pq=None))
    assert without_pq.relation(replace(OTHER, pq=None)) is Relation.OTHER_KEYS
    assert without_pq.relation(CARD) is Relation.HALF_SWAPPED


def test_only_a_confirmed_card_is_sealed_for() -> None:
    kept = KeptCard(CARD)
    with pytest.raises(CardNotConfirmed):
        kept.for_sealing()
    with pytest.raises(CardNotConfirmed):
        kept.words_differ().for_sealing()
    assert kept.words_match().for_sealing() == CARD


@pytest.mark.parametrize("swapped", [OTHER, HALF, replace(CARD, pq=None)])
@pytest.mark.parametrize("start", [KeptCard(CARD), KeptCard(CARD).words_match()])
def test_other_keys_block_until_words_are_compared_again(swapped: Card, start: KeptCard) -> None:
    offered = start.offer(swapped)
    assert offered.state is CardState.CHANGED
    assert offered.to_compare() == swapped
    with pytest.raises(CardChanged):
        offered.for_sealing()
    with pytest.raises(CardChanged):
        offered.offer(CARD).for_sealing()
    assert offered.words_match().for_sealing() == swapped
    refused = offered.words_differ()
    assert refused.to_compare() == CARD
    with pytest.raises(CardNotConfirmed):
        refused.for_sealing()


def test_a_renewed_card_keeps_its_confirmation() -> None:
    kept = KeptCard(CARD).words_match()
    assert kept.offer(RENEWED).for_sealing() == RENEWED
    assert kept.offer(RENEWED).offer(CARD).for_sealing() == RENEWED
    assert KeptCard(CARD).offer(RENEWED).state is CardState.UNCONFIRMED


@pytest.mark.parametrize("kept", [KeptCard(CARD), KeptCard(CARD).words_match().offer(OTHER)])
def test_a_kept_card_goes_through_the_vault(kept: KeptCard) -> None:
    assert KeptCard.from_document(json.loads(json.dumps(kept.to_document()))) == kept


def test_practice_keys_go_through_the_vault_and_stay_secret_in_print() -> None:
    document = json.loads(json.dumps(MIRA.to_document()))
    back = PracticeKeys.from_document(document)
    assert back.to_document() == document
    assert back.fingerprint == MIRA.fingerprint
    assert [str(one) for one in back.identities()] == [str(one) for one in MIRA.identities()]
    assert "SECRET" not in repr(back)
    assert PracticeKeys.generate().fingerprint != PracticeKeys.generate().fingerprint


def test_a_practice_without_mlkem_has_a_card_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hybrid, "available", lambda: False)
    keys = PracticeKeys.generate(random_from("phone"))
    card = card_of(keys)
    assert card.pq is None
    assert Card.parse(card.to_bytes()) == card
    assert PracticeKeys.from_document(keys.to_document()).fingerprint == card.fingerprint
