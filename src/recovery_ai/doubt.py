"""Doubt: what a learned ear makes of a sentence that the licence would let pass.

Short sins in common words ("I was new in the role") rest on facts as well as any honest sentence,
and no list of phrases ends. So a small linear model, trained on the labelled letters, asks one
question: does this sound like an ordinary sentence of a letter of apology? Doubt can only withhold
a licence; it never grants one and never names a sin. Its weights are data (`prompts/weights/`), one
line a feature, made by `recovery-ai eval learn`.
"""

from collections.abc import Iterator
from itertools import pairwise

from recovery_ai.reading import Line, Reading

MANY = 5
START, END, NEW = "^", "$", "NEW"


def doubted(reading: Reading, line: Line, role: str, facts: tuple[str, ...]) -> bool:
    """Say whether the sentence sounds less ordinary than the language's limit allows.

    A signature names people and nothing else; there is nothing in it to doubt.
    """
    ear = reading.pack.ear(reading.brief.tongue)
    if ear is None or role == "signature":
        return False
    return ear.strangeness(features(reading, line, facts)) > ear.limit


def features(reading: Reading, line: Line, facts: tuple[str, ...]) -> frozenset[str]:
    """Return what the ear hears of a sentence: words, pairs of words, jobs, ground."""
    new, words = reading.new_words(line), reading.words_in(line)
    fresh = {word.start for word in new}
    chain = [START, *[NEW if w.start in fresh else w.stem for w in words], END]
    heard = [f"word {word.stem}" for word in words]
    heard += [f"pair {a} {b}" for a, b in pairwise(chain)]
    heard += [f"role {name}" for name in line.roles]
    return frozenset([*heard, *_ground(reading, line, len(new), facts)])


def _ground(reading: Reading, line: Line, new: int, facts: tuple[str, ...]) -> Iterator[str]:
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
    if not facts:
        yield "no fact"
    if not reading.brief.cause_known:
        yield "no cause"
    if not reading.owned_near(line):
        yield "nobody owns"
    if reading.figures_in(line):
        yield "figure"
