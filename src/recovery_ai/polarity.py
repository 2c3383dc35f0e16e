"""Polarity: a sentence may hold every word of a fact and say the opposite.

"You will not receive the refund" rests on the remedy as well as its promise does; so do "you may
receive" and, of an action for returned goods, "every crib". In what we promise, small words turn
what the fact says: a not, a perhaps, an every. A promise that has one of a kind that its facts do
not have is vouched for by nobody, and one that says no is none.
"""

from collections.abc import Iterable, Iterator

from recovery_ai.language.words import Word, folded_words
from recovery_ai.reading import Line, Reading

NEAR = 2
_TURNED_ROLES = frozenset({"remedy", "next_word", "prevention"})


def turned(reading: Reading, line: Line, role: str, facts: Iterable[str]) -> bool:
    """Say whether a promise says more or less than its facts: no, perhaps, or every."""
    if refused(line) and reading.brief.kind == "resolution":
        return "not" not in _turns_of(reading, facts)
    if role not in _TURNED_ROLES:
        return False
    said = {kind for _, kind in _turns(reading, line) if kind != "not"}
    return bool(said - _turns_of(reading, facts)) if said else False


def refused(line: Line) -> bool:
    """Say whether the sentence says that something will not be given: "you will not receive"."""
    return line.says("refusal")


def disowned(reading: Reading, line: Line) -> bool:
    """Say whether a "not" stands right before all words that own: "this was not our mistake"."""
    spans = line.role_spans("ownership")
    if not spans:
        return False
    nots = _nots(reading, line)
    starts = [word.start - line.start for word in reading.words_in(line)]

    def denied(start: int) -> bool:
        return any(sum(at < one < start for one in starts) < NEAR for at in nots if at < start)

    return all(denied(start) for start, _ in spans)


def _nots(reading: Reading, line: Line) -> list[int]:
    """Return where the sentence says no, inside the sentence."""
    return [word.start - line.start for word, kind in _turns(reading, line) if kind == "not"]


def _turns(reading: Reading, line: Line) -> Iterator[tuple[Word, str]]:
    figures = reading.figures_in(line)
    for word in reading.words_in(line):
        kind = _kind(reading, word.fold)
        if kind and not any(one.start <= word.start < one.end for one in figures):  # 4 May
            yield word, kind


def _turns_of(reading: Reading, facts: Iterable[str]) -> set[str]:
    """Return how the facts themselves are turned."""
    wanted = set(facts)
    told = " ".join(fact.plain for fact in reading.brief.facts if fact.id in wanted)
    kinds = (_kind(reading, word) for word in folded_words(told))
    return {kind for kind in kinds if kind}


def _kind(reading: Reading, folded: str) -> str | None:
    return reading.language.turns.get(folded) or ("not" if folded.endswith("n't") else None)
