"""What holds for any text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_ai.language.figures import find, matches
from recovery_ai.language.grounding import grounded
from recovery_ai.language.identify import language_of, votes_of
from recovery_ai.language.sentences import clauses, split
from recovery_ai.language.text import clean, fold
from recovery_ai.language.words import words
from tests.language.figure_rows import ENGLISH, GREEK, INDONESIAN

PIECES = [
    *"£€$%.,:;!?-–—/()'\"’“”…·°½ \n\t@#&+0159aZéΣςİ中٣\u0301\u200b\x00",
    *"half past two and a hundred twenty third May Friday am p.m. at the end of month".split(),
    *"dua puluh ribu jam setengah tanggal Mei pukul akhir bulan Rp juta".split(),
    *"δύο και μισή ώρες Μαΐου στις παρά τέταρτο ευρώ λεπτά τέλος του μήνα μ.μ.".split(),
    *"1,250.50 09:10 2026-05-02 02/05/2026 12.30 24/7 999999999999999999 MB-20417".split(),
    *["Mr. ", "https://x.example/1", "a@b.example", "\n\n", "\r\n", "1st", "5pm", "US$", "30-day"],
]
CALM = settings(deadline=None)
LANGUAGES = st.sampled_from(["en", "id", "el", "fr", "en-GB", ""])
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)


@CALM
@given(TEXTS, LANGUAGES)
def test_figures_slice_back_in_order(text: str, language: str) -> None:
    end = 0
    for figure in find(text, language):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        end = figure.end


@CALM
@given(TEXTS, LANGUAGES)
def test_a_figure_states_what_it_states(text: str, language: str) -> None:
    figures = find(text, language)
    for figure in figures:
        grounds = grounded(figure, figures)
        assert grounds is not None
        if figure.kind != "phone" or len(str(figure.value).lstrip("0")) >= 7:
            assert matches(figure, figure)


@CALM
@given(TEXTS, TEXTS)
def test_matching_has_no_order(one: str, two: str) -> None:
    for figure in find(one, "en"):
        for other in find(two, "id"):
            assert matches(figure, other) == matches(other, figure)
            grounded(figure, [other])


@CALM
@given(TEXTS, LANGUAGES)
def test_every_letter_and_digit_is_in_one_sentence(text: str, language: str) -> None:
    end = paragraph = 0
    covered = []
    for sentence in split(text, language):
        assert end <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert sentence.paragraph >= paragraph
        end, paragraph = sentence.end, sentence.paragraph
        covered += [char for char in sentence.text if char.isalnum()]
    assert covered == [char for char in text if char.isalnum()]


@CALM
@given(TEXTS, LANGUAGES)
def test_clauses_cover_their_sentence(text: str, language: str) -> None:
    end = 0
    covered = []
    for start, stop in clauses(text, language):
        assert end <= start < stop <= len(text)
        covered += [char for char in text[start:stop] if char.isalnum()]
        end = stop
    assert covered == [char for char in text if char.isalnum()]


@CALM
@given(TEXTS, LANGUAGES)
def test_words_slice_back(text: str, language: str) -> None:
    end = 0
    for word in words(text, language):
        assert end <= word.start < word.end
        assert fold(text)[word.start : word.end] == word.fold
        assert word.stem
        end = word.end


@CALM
@given(TEXTS)
def test_fold_and_clean(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert clean(clean(text)) == clean(text)
    assert not set(clean(text)) & set("\x00\r\u200b\u202e\ufeff")


@CALM
@given(TEXTS)
def test_shares_are_shares(text: str) -> None:
    shares = votes_of(text).share
    assert set(shares) <= {"en", "id", "el", "other"}
    assert not shares or abs(sum(shares.values()) - 1) < 1e-9
    assert language_of(text) in {None, *shares, "other"}


@pytest.mark.parametrize("table", [ENGLISH, INDONESIAN, GREEK])
@given(st.data())
@settings(max_examples=30, deadline=None)
def test_figures_survive_what_stands_around_them(table: str, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from([line for line in table.strip().split("\n") if " | " in line]))
    text = row.rpartition(" | ")[0]
    language = {ENGLISH: "en", INDONESIAN: "id", GREEK: "el"}[table]
    alone = [(one.kind, one.value) for one in find(text, language)]
    lines = f"Xyz.\n\n{text}\n\nXyz"
    assert [(one.kind, one.value) for one in find(lines, language)] == alone


HOSTILE = [
    "9,", ". ", "a.", "1 ", "1", "9:", "9-", "1–", "12 May ", "£", "£1 ", "one ", "and ", "@",
    "a@b ", ".", "...x", "\n", "\n\n", " ", "9/", "half ", "2026-01-01", "((1", "--", "A-1", "a'",
    "to 5 ", "5 to ", "\u0301", "İ", "the end of ", "1 and ", "twenty", "0123 ", "EUR 1 ",
    "1 250 ", "p.m. ", '"." ', "1. ", "x://", "about ", "1 (1 (", "1h", "May ", "monday ", "中",
    "1 million ", ", and ", "Mr. ", "A. ", "στις 5 ", "jam ", "ke-", "ü ",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", HOSTILE)
def test_hostile_texts_take_linear_time(seed: str) -> None:
    """A text of 200,000 characters is read at all: what is quadratic would not end here."""
    text = (seed * (200_000 // len(seed) + 1))[:200_000]
    assert len(fold(clean(text))) <= len(text)
    assert all(text[one.start : one.end] == one.text for one in find(text, "en"))
    assert all(one.start < one.end for one in split(text, "el"))
    assert all(start < end for start, end in clauses(text, "id"))
    assert len(words(text, "id")) <= len(text)
    assert language_of(text) in {None, "en", "id", "el", "other"}
