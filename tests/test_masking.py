"""Masking: no identity of a complaint goes to a model, and everything has its way back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_ai.masking import Masked, mask
from recovery_ai.pack import LANGUAGES, load

PACK = load()
TEXTS = {
    "en": (
        "Hello,\n\nmy order 88-1201 never came. Kevin at the till was rude, and Mr Hughes laughed. "
        "I live in Harbour Street, my card is 4111 1111 1111 1111, ring me on 0117 496 0123 or "
        "write to amara@post.example; see https://post.example/x?u=1. Refund £34.50 by 3 March.\n\n"
        "Kind regards,\nAmara Lindqvist",
        ["88-1201", "Kevin", "Hughes", "Harbour", "4111", "496 0123", "amara", "Lindqvist", "?u=1"],
        ["£34.50", "3 March", "Refund", "Mr", "Kind regards"],
    ),
    "id": (
        "Halo, pesanan 88-1201 belum sampai. Pak Budi Santoso dari toko di Surabaya tidak sopan. "
        "Hubungi saya di 0812-0000-1234, saldo Rp75.000 terpotong pada 3 Maret.\n\n"
        "Terima kasih,\nDewi Lestari",
        ["88-1201", "Budi", "Santoso", "Surabaya", "0812", "Dewi", "Lestari"],
        ["Rp75.000", "3 Maret", "Pak", "Halo"],
    ),
    "el": (
        "Καλησπέρα σας, ο κύριος Φλαμπουράρης στο 210 000 0177 έπαθε το ίδιο. Η Μαρία στην Πάτρα "
        "μου μίλησε άσχημα και με χρεώσατε 25,00 € στις 3 Μαρτίου.\n\nΜε εκτίμηση\nΕλένη Βρανά",
        ["Φλαμπουράρης", "0177", "Μαρία", "Πάτρα", "Ελένη", "Βρανά"],
        ["25,00 €", "3 Μαρτίου", "κύριος", "Καλησπέρα"],
    ),
}


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_people_are_masked_and_what_happened_is_not(tongue: str) -> None:
    text, private, plain = TEXTS[tongue]
    masked = mask(text, tongue, PACK)
    assert [one for one in private if one in masked.text] == []
    assert [one for one in plain if one not in masked.text] == []
    assert back(masked, text) == text


def test_a_name_of_the_from_line_is_masked_in_any_case() -> None:
    masked = mask("it is me again, noor. NOOR VAN T!", "en", PACK, ["Noor van Tongeren"])
    assert "noor" not in masked.text.lower()
    assert len(masked.slots) == 2


def test_a_from_line_of_ordinary_words_hides_no_complaint() -> None:
    masked = mask("the desk will never come", "en", PACK, ["The Customer will never"])
    assert masked.text == "the desk will never come"


def test_one_person_is_one_slot() -> None:
    masked = mask("I met Kevin. Then Kevin left, and so did Ottoline.", "en", PACK)
    assert masked.text == "I met [[name_1]]. Then [[name_1]] left, and so did [[name_2]]."


def test_brackets_of_the_customer_are_no_slots() -> None:
    masked = mask("Write [[sender_name]] and [[name_1]] to Ottoline.", "en", PACK)
    assert masked.text == "Write [ [sender_name] ] and [ [name_1] ] to [[name_1]]."


def test_a_span_that_cuts_a_slot_stands_for_all_of_it() -> None:
    text = "Then Kevin Marsh left."
    masked = mask(text, "en", PACK)
    assert masked.text == "Then [[name_1]] left."
    assert text[slice(*masked.original(7, 20))] == "Kevin Marsh left"


def back(masked: Masked, text: str) -> str:
    """Put every piece back from where it stood."""
    parts, cursor = [], 0
    for cut in masked.cuts:
        parts += [masked.text[cursor : cut.start], text[cut.first : cut.last]]
        cursor = cut.end
    return "".join([*parts, masked.text[cursor:]])


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(alphabet=st.sampled_from("aZ λΖ[]@.09-\n,€<>'"), max_size=120),
    tongue=st.sampled_from([*LANGUAGES, "und"]),
    start=st.integers(0, 60),
    length=st.integers(1, 60),
)
def test_every_text_has_its_way_back(text: str, tongue: str, start: int, length: int) -> None:
    masked = mask(text, tongue, PACK)
    assert back(masked, text) == text
    end = min(start + length, len(masked.text))
    if start < end:
        first, last = masked.original(start, end)
        assert 0 <= first < last <= len(text)
        whole = all(cut.end <= start or end <= cut.start for cut in masked.cuts)
        assert not whole or masked.text[start:end] == text[first:last]
