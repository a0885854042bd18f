"""The key file: opened by the right passphrase, by nothing else, and never believed unchecked."""

import hashlib
import time
from typing import Any

import pytest

from journal_app.domain import strict_json
from journal_app.domain.errors import DamagedVault, NewerFormat, WrongPassphrase
from journal_app.vault.kdf import HkdfKdf, KdfPolicy
from journal_app.vault.keys import MAX_FILE, RECOVERY, KeyFile, Slot, UnusedSlot
from tests.vault.conftest import DATA_KEY, PASSPHRASE, QUICK

KEY = bytearray(DATA_KEY)


def fresh() -> KeyFile:
    return KeyFile.fresh(KEY, PASSPHRASE, QUICK)


def value_of(key_file: KeyFile) -> dict[str, Any]:
    value = strict_json.loads(key_file.dump())
    del value["check"]
    return value


def sealed(value: dict[str, Any]) -> bytes:
    """A key file that says ``value``, with a check that fits: a forger can compute it too."""
    check = hashlib.sha256(strict_json.dumps(value)).hexdigest()
    return strict_json.dumps({**value, "check": check})


def test_the_right_passphrase_gives_the_data_key() -> None:
    again = KeyFile.parse(fresh().dump())
    assert again.open_with_passphrase(PASSPHRASE) == KEY


def test_the_file_is_as_drawn() -> None:
    value = strict_json.loads(fresh().dump())
    assert set(value) == {"check", "id", "slots", "v"}
    (slot,) = value["slots"]
    assert set(slot) == {"kind", "kdf", "nonce", "box"}
    assert set(slot["kdf"]) == {"name", "memory_kib", "passes", "lanes", "salt"}
    assert (value["v"], slot["kind"], slot["kdf"]["name"]) == (1, "passphrase", "argon2id")


@pytest.mark.parametrize("wrong", ["", "a quiet Lighthouse", PASSPHRASE + " ", "x" * 100_000])
def test_a_wrong_passphrase_is_not_called_damage(wrong: str) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        fresh().open_with_passphrase(wrong)
    assert PASSPHRASE not in str(caught.value)
    assert wrong not in str(caught.value) or not wrong


def test_two_journals_share_nothing() -> None:
    one, two = value_of(fresh()), value_of(fresh())
    assert one["id"] != two["id"]
    assert one["slots"][0]["kdf"]["salt"] != two["slots"][0]["kdf"]["salt"]
    assert one["slots"][0]["box"] != two["slots"][0]["box"]


def test_a_bit_flipped_anywhere_is_damage() -> None:
    data = fresh().dump()
    for at in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[at] ^= 1 << bit
            with pytest.raises(DamagedVault):
                KeyFile.parse(bytes(flipped))


def test_cut_anywhere_is_damage() -> None:
    data = fresh().dump()
    for size in range(len(data)):
        with pytest.raises(DamagedVault):
            KeyFile.parse(data[:size])
    for more in (b" ", b"\n", b"\0", data):
        with pytest.raises(DamagedVault):
            KeyFile.parse(data + more)


@pytest.mark.parametrize("field", ["id", "kdf", "kind", "nonce", "box"])
def test_a_forged_field_does_not_open_even_with_a_fitting_check(field: str) -> None:
    value, other = value_of(fresh()), value_of(fresh())
    slot = value["slots"][0]
    if field == "id":
        value["id"] = other["id"]
    elif field == "kind":
        slot["kind"] = "recovery"
    else:
        slot[field] = other["slots"][0][field]
    with pytest.raises((WrongPassphrase, DamagedVault)):
        KeyFile.parse(sealed(value)).open_with_passphrase(PASSPHRASE)


def test_a_later_version_is_not_called_damaged() -> None:
    with pytest.raises(NewerFormat):
        KeyFile.parse(sealed({"v": 2, "anything": "else"}))


@pytest.mark.parametrize("version", [0, -1, True, 1.0, "1", None])
def test_a_version_that_is_none_is_damage(version: object) -> None:
    with pytest.raises(DamagedVault):
        KeyFile.parse(sealed({**value_of(fresh()), "v": version}))


def with_slots(change: Any) -> bytes:
    value = value_of(fresh())
    change(value)
    return sealed(value)


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.update(slots=[]),
        lambda value: value.update(slots={}),
        lambda value: value.update(slots=value["slots"] * 2),  # two of kind "passphrase"
        lambda value: value.update(slots=[{"kind": "device"}] * 9),
        lambda value: value.update(slots=["passphrase"]),
        lambda value: value.update(slots=[{}]),
        lambda value: value.update(slots=[{"kind": 1}]),
        lambda value: value.update(id="A" * 32),
        lambda value: value.update(id="0" * 33),
        lambda value: value.update(id=7),
        lambda value: value.update(more=1),
        lambda value: value.pop("id"),
        lambda value: value.pop("slots"),
        lambda value: value["slots"][0].pop("box"),
        lambda value: value["slots"][0].update(more=1),
        lambda value: value["slots"][0].update(box="AAAA"),
        lambda value: value["slots"][0].update(
            kdf={"name": "hkdf-sha256", "salt": "A" * 22 + "=="}
        ),
        lambda value: value["slots"][0]["kdf"].update(memory_kib=2**31),
    ],
)
def test_hostile_files_with_a_fitting_check_are_refused_at_once(change: Any) -> None:
    data = with_slots(change)
    before = time.process_time()
    with pytest.raises(DamagedVault):
        KeyFile.parse(data)
    assert time.process_time() - before < 0.05


@pytest.mark.parametrize(
    "data",
    [
        sealed({**value_of(fresh()), "slots": value_of(fresh())["slots"] * 1000}),
        b"[" * 10_000_000,
        b'{"v":1,"id":"' + b"a" * 10_000_000 + b'"}',
        b" " * (MAX_FILE + 1),
        b"[" * MAX_FILE,
        b'{"v":' + b"9" * 10_000 + b"}",
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
    ],
    ids=[
        "1000 slots",
        "10 MB",
        "10 MB text",
        "blank",
        "deep",
        "digits",
        "empty",
        "null",
        "list",
        "bom",
    ],
)
def test_large_and_strange_files_are_refused_at_once(data: bytes) -> None:
    before = time.process_time()
    with pytest.raises(DamagedVault):
        KeyFile.parse(data)
    assert time.process_time() - before < 0.05


def test_a_recovery_slot_is_read_and_opens_and_stays() -> None:
    """Its making belongs to recovery words; the reader knows the kind from the first day."""
    words = bytearray(range(20))
    key_file = fresh()
    slot = Slot.seal(key_file.vault_id, RECOVERY, HkdfKdf(bytes(16)), words, KEY)
    both = KeyFile(key_file.vault_id, (*key_file.slots, slot))
    again = KeyFile.parse(both.dump())
    assert again == both
    assert again.open_with_passphrase(PASSPHRASE) == KEY
    recovery = again.slots[1]
    assert isinstance(recovery, Slot)
    assert recovery.open(again.vault_id, words) == KEY
    assert recovery.open(again.vault_id, bytearray(20)) is None


def test_a_slot_of_an_unknown_kind_is_carried_along() -> None:
    value = value_of(fresh())
    value["slots"].append({"kind": "device", "made": "by a later version", "n": [1, 2]})
    again = KeyFile.parse(sealed(value))
    assert isinstance(again.slots[1], UnusedSlot)
    assert again.open_with_passphrase(PASSPHRASE) == KEY
    assert again.dump() == sealed(value)


def test_without_a_passphrase_slot_it_is_not_the_passphrase_that_is_wrong() -> None:
    value = {**value_of(fresh()), "slots": [{"kind": "device"}]}
    with pytest.raises(DamagedVault):
        KeyFile.parse(sealed(value)).open_with_passphrase(PASSPHRASE)


def test_new_slots_take_their_work_from_our_policy() -> None:
    kdf = KeyFile.fresh(KEY, PASSPHRASE, KdfPolicy(16, 2, 2, target_seconds=0)).slots[0].kdf
    assert (kdf.memory_kib, kdf.passes, kdf.lanes) == (16, 2, 2)
