"""Hostile letters cost what their length costs: four times the text, about four times the work.

Work is CPU time of this process, at one length and at four times that length, a million characters
for most; of what is short the best of several. What is linear takes 4 times as long, what is
quadratic 16 times; the bound lies between.
"""

import gc
import itertools
import re
import time
from collections.abc import Callable

import pytest

from recovery_ai import check
from recovery_ai.extraction import question
from recovery_ai.incoming import MAX_TEXT
from recovery_ai.intake import prefill
from recovery_ai.language.text import fold
from recovery_ai.pack import LANGUAGES, Rule, load
from tests.facts import facts

MOST = 10.0
TICK = 0.002  # seconds that a busy machine may add to a short measurement
PACK = load()
RULES = [r for tongue in LANGUAGES for r in PACK.language(tongue).rules if r.patterns]

WHOLE = 1_000_000
MANY = 20_000
# A seed that is repeated, the language of the facts, and the length: texts with thousands of
# sentences or figures have a finding for each, which takes its time.
SEEDS = [
    ("x", "en", WHOLE), ("7", "en", WHOLE), ("?!", "en", WHOLE), ("([{<", "en", WHOLE),
    ("[[", "en", WHOLE), ("a.", "en", WHOLE), ("a.a.a. ", "en", WHOLE), ("a@", "en", WHOLE),
    ("www.", "en", 4 * MANY), ("Anna ", "en", WHOLE), ("«“'", "el", WHOLE), ("-–—", "id", WHOLE),
    ("we are sorry that you were late because of the courier and ", "en", WHOLE),
    ("mohon maaf atas keterlambatan karena kurir dan ", "id", WHOLE),
    ("λυπούμαστε που εσείς αργήσατε λόγω του ταχυμεταφορέα και ", "el", WHOLE),
    ("if you had only, if we were, ", "en", WHOLE), ("π.χ. κ.λπ. ", "el", MANY),
    ("1234 ", "en", MANY), ("12.5% on 3 May, ", "en", MANY),
    ("Rp1.250.000 pada 3 Mei ", "id", MANY),
    ("a\n", "en", MANY), ("We are sorry. ", "en", MANY), ("Mr. Dr. No. 5 ", "en", MANY),
    ("\n\n", "en", 4 * MANY), (" ", "en", WHOLE), ("\u0301", "en", WHOLE),
]  # fmt: skip


def repeated(seed: str, length: int) -> str:
    return (seed * (length // len(seed) + 1))[:length]


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the best of some times, without sweeping the heap that other tests have left."""
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(times):
            started = time.process_time()
            work()
            taken.append(time.process_time() - started)
    finally:
        gc.enable()
    return min(taken)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "tongue", "length"), SEEDS, ids=[repr(s[0][:20]) for s in SEEDS])
def test_a_letter_costs_what_its_length_costs(seed: str, tongue: str, length: int) -> None:
    case = facts(tongue)
    long, short = repeated(seed, length), repeated(seed, length // 4)
    check(case, f"Dear {short[:2000]}")  # whatever is made once is made now
    few = seconds(lambda: check(case, f"Dear {short}."), 2)
    many = seconds(lambda: check(case, f"Dear {long}."), 1)
    assert many <= MOST * few + TICK


COMPLAINTS = [
    "Kevin Ab Xy, ", "Zoe\n", "I want money £1. ", "I want ", "I ordered on 3 Feb, ", "88-1201 ",
    "a@b.example ", "[[", "A-", "+44 7700 900461 ", "we and or because ",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", COMPLAINTS)
def test_a_complaint_costs_what_its_length_costs(seed: str) -> None:
    new = itertools.count()

    def read(text: str) -> None:
        told = f"The {next(new)}th time. {text}"  # one that was not read before
        prefill(told, PACK)
        question(told, PACK)

    short, long = repeated(seed, MAX_TEXT // 4), repeated(seed, MAX_TEXT)
    read(short)
    few = seconds(lambda: read(short), 3)
    assert seconds(lambda: read(long), 2) <= MOST * few + TICK


def _near_misses(rule: Rule) -> str:
    """Return the rule's own examples as one sentence, whole and with a word left out."""
    texts = [one if isinstance(one, str) else one.text for one in rule.flags]
    words = [re.sub(r"[.!?;:\u037e\n]", " ", fold(text)).split() for text in texts]
    pieces = itertools.chain.from_iterable((w, w[:-1], w[1:], w[: len(w) // 2]) for w in words)
    return " ".join(" ".join(piece) for piece in pieces) + " "


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_costs_more_than_the_sentence_is_long(rule: Rule) -> None:
    lexicon = PACK.language(rule.id.split("/")[0]).lexicon
    text = _near_misses(rule)
    short, long = repeated(text, 6_000), repeated(text, 24_000)
    assert lexicon.scan(text)
    few = seconds(lambda: lexicon.scan(short), 3)
    many = seconds(lambda: lexicon.scan(long), 3)
    assert many <= MOST * few + TICK
