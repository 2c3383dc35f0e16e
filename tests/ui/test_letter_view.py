"""The letter as HTML: marks stand where the spans say, and nothing from outside is HTML."""

import re
from html import unescape

import letter_view
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_ai import Finding

TEXT = "Αγαπητή Όλγα 𝒜, συγγνώμη <b>.\nIt was your own fault."


def finding(start: int, end: int, severity: str = "error") -> Finding:
    values = {"code": "excuse", "message": "m", "suggestion": "s", "severity": severity}
    return Finding.model_validate({**values, "span": {"start": start, "end": end}})


def words_of(html: str) -> str:
    """Return what a reader sees, without the numbers of the findings."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup>.*?</sup>", "", html)))


def test_mark_counts_code_points() -> None:
    start = TEXT.index("𝒜")
    html = letter_view.marked(TEXT, [finding(start, start + 1)], "el")
    assert '<mark class="error">𝒜</mark><sup>[1]</sup>, συγγνώμη &lt;b&gt;.' in html
    assert 'lang="el"' in html


def test_error_outranks_warning_where_they_overlap() -> None:
    html = letter_view.marked("abcdef", [finding(2, 6), finding(0, 4, "warning")], "en")
    assert '<mark class="warning">ab</mark><mark class="error">cd</mark><sup>[1]</sup>' in html
    assert html.endswith('<mark class="error">ef</mark><sup>[2]</sup></div>')


def test_numbers_follow_the_text_and_the_whole_letter_comes_last() -> None:
    whole = finding(0, 1).model_copy(update={"span": None})
    first, second = finding(1, 2), finding(4, 5)
    assert letter_view.in_order([whole, second, first]) == [first, second, whole]


@given(
    text=st.text(min_size=1, max_size=60),
    cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
)
def test_marks_never_change_the_words(text: str, cuts: list[tuple[int, int]]) -> None:
    spans = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in cuts]
    html = letter_view.marked(text, [finding(*span) for span in spans], "en")
    assert words_of(html.replace("\r", "")) == text.replace("\r", "")
    assert html.count("<sup>") <= len(spans)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "a & b"])
def test_lines_are_escaped(text: str) -> None:
    for line in (letter_view.problem, letter_view.note, letter_view.warning):
        assert text not in line(text)
        assert text in words_of(line(text))
