"""What a telephone dials: exactly what was meant, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.dialling import LONGEST, dialled


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("020 7946 0815", "02079460815"),
        ("+44 20 7946 0815", "+442079460815"),
        ("+44 (0)20 7946 0815", "+442079460815"),
        ("(0)20 7946 0815", "0207946081" + "5"),
        ("tel: +49 (0) 30-1234.567", "+49301234567"),
        ("13 11 14", "131114"),
        ("988", "988"),
        ("1-800-FLOWERS", "18003569377"),
        ("0800 CALM NOW", "08002256669"),
        ("020 7946 0815 (home)", "02079460815"),
        ("020 7946 0815 HOME", "02079460815"),
        ("Mum 020 7946 0815", "02079460815"),
        ("020 7946 0815 ext. 12", "02079460815"),
        ("020 7946 0815 x12", "02079460815"),
        ("020 7946 0815, 12", "02079460815"),
        ("988 LIFELINE", "988"),
        ("٠٢٠ ٧٩٤٦ ٠٨١٥", "02079460815"),
        ("＋４４ ２０ ７９４６ ０８１５", "+442079460815"),
        ("020\u00a07946\u20110815", "02079460815"),
        ("", ""),
        ("ask Robin", ""),
        ("13TAXI", ""),
        ("12", ""),
        ("1234567890123456", ""),
        ("020 7946 0815 or 020 7946 0816", ""),
    ],
)
def test_what_is_dialled(written: str, digits: str) -> None:
    assert dialled(written) == digits


@given(st.text(max_size=60))
def test_nothing_but_digits_and_one_plus_ever_comes_out(written: str) -> None:
    found = dialled(written)
    assert found == "" or found.removeprefix("+").isascii()
    assert found == "" or found.removeprefix("+").isdigit()
    assert len(found) <= LONGEST + 1
    assert dialled(found) == found
