"""Both texts can be read out of their differences."""

from differences import differences
from hypothesis import given
from hypothesis import strategies as st


def test_words_are_compared_as_wholes() -> None:
    found = differences("We are sorry, Mina.", "We are very sorry, Ada.")
    told = [(piece.kind, piece.text) for piece in found]
    assert ("new", "very ") in told or ("new", " very") in told
    assert ("gone", "Mina") in told
    assert ("new", "Ada") in told


@given(before=st.text(max_size=80), after=st.text(max_size=80))
def test_nothing_is_lost(before: str, after: str) -> None:
    found = differences(before, after)
    assert "".join(one.text for one in found if one.kind != "new") == before
    assert "".join(one.text for one in found if one.kind != "gone") == after
