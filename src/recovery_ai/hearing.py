"""What is heard of a sentence: the features that the learned weights know it by."""

from collections.abc import Iterator
from itertools import pairwise

from recovery_ai.alignment import told_by
from recovery_ai.reading import Line, Reading

MANY = 5
START, END, NEW = "^", "$", "NEW"


def features(reading: Reading, line: Line) -> frozenset[str]:
    """Return what is heard of a sentence: words, pairs of words, jobs, ground."""
    new, words = reading.new_words(line), reading.words_in(line)
    fresh = {word.start for word in new}
    chain = [START, *[NEW if w.start in fresh else w.stem for w in words], END]
    heard = [f"word {word.stem}" for word in words]
    heard += [f"pair {a} {b}" for a, b in pairwise(chain)]
    heard += [f"role {name}" for name in line.roles]
    return frozenset([*heard, *_ground(reading, line, len(new))])


def _ground(reading: Reading, line: Line, new: int) -> Iterator[str]:
    """Yield how the sentence stands on the facts, and in which letter."""
    content = reading.content(line)
    told = sum(word.stem in reading.evidence.stems for word in content)
    plain = len(content) - new - reading.covered(line)
    yield f"new {min(new, MANY)}"
    yield f"plain {min(plain, MANY)}"
    yield f"length {min(len(content) // 3, MANY)}"
    yield f"kind {reading.brief.kind}"
    yield f"place {4 * line.index // max(1, len(reading.lines))}"
    if content:
        yield f"told {4 * told // len(content)}"
        yield f"covered {4 * reading.covered(line) // len(content)}"
        yield f"plain share {4 * plain // len(content)}"
    if not told_by(reading, line):
        yield "no fact"
    if not reading.brief.cause_known:
        yield "no cause"
    if not reading.owned_near(line):
        yield "nobody owns"
    if reading.figures_in(line):
        yield "figure"
