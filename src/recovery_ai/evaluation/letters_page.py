"""The guardrail report as a page."""

from collections.abc import Sequence
from typing import NamedTuple

from recovery_ai.evaluation.confusion import confusion
from recovery_ai.evaluation.letters import POLICIES, STRUCTURAL, LetterReport, LetterResult
from recovery_ai.evaluation.marked import Mark, Piece, marked
from recovery_ai.evaluation.page import render
from recovery_ai.evaluation.statistics import Clustered, Proportion, predictive_value

SLICES = {
    "language": "language",
    "split": "split: “test” letters were not looked at while rules were written",
    "stage": "stage",
    "category": "category",
    "channel": "channel",
    "hard": "looks: is it a good letter that looks bad?",
    "subtle": "subtlety: is it a bad letter without clichés?",
}
BINS = 24


class Bin(NamedTuple):
    """Letters that took from `start` to `end` milliseconds; the last bin has no end."""

    start: float
    end: float | None
    size: int


class Failure(NamedTuple):
    """A letter that was misjudged, with its words marked."""

    result: LetterResult
    weight: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    gaps: tuple[str, ...]
    pieces: tuple[Piece, ...]


class Rate(NamedTuple):
    """One number of the summary, and what it means."""

    name: str
    share: Proportion
    meaning: str
    good: str


def letters_page(
    report: LetterReport,
    *,
    pack: str,
    corpus: str,
    prevalence: float,
    worse: Sequence[str] | None,
) -> str:
    """Return the page.

    Args:
        report: the results.
        pack: the digest of the policy.
        corpus: the digest of the letters.
        prevalence: the share of drafts that are bad where the checks are used.
        worse: what is worse than the baseline; None when there is none to compare with.
    """
    blocked, through = report.blocked.value, report.let_through.value
    view = {
        "report": report,
        "rates": _rates(report),
        "policies": [(code, report.counts(code)) for code in POLICIES if _seen(report, code)],
        "total": report.total(),
        "slices": [(name, report.slices(key)) for key, name in SLICES.items()],
        "parents": lambda part: len({r.case.metadata.parent_id for r in part.results}),
        "confusion": confusion(report),
        "bins": histogram([r.ms for r in report.results if not r.error]),
        "failures": sorted(_failures(report), key=lambda one: -one.weight),
        "alike": _by_parent(report),
        "worth": None
        if blocked is None or through is None
        else predictive_value(1 - through, blocked, prevalence),
        "prevalence": prevalence,
        "pack": pack,
        "corpus": corpus,
        "worse": worse,
    }
    return render("letters.html.j2", view)


def _seen(report: LetterReport, code: str) -> bool:
    counts = report.counts(code)
    return bool(counts.tp + counts.fp + counts.fn)


def _rates(report: LetterReport) -> list[Rate]:
    structural = report.total(tuple(STRUCTURAL)).recall
    return [
        Rate("Bad letters called proved", report.bad_proved, "must be none", "low"),
        Rate("Bad letters let through", report.let_through, "accepted, or not judged", "low"),
        Rate("Good letters blocked", report.blocked, "a person loses time", "low"),
        Rate("Good letters that look bad, blocked", report.hard_blocked, "the hard ones", "low"),
        Rate("Silent passes", report.silent_passes, "offending sentences called licensed", "low"),
        Rate("Attention load", report.attention_load, "of good letters: to be read", "low"),
        Rate("Labelled words hit", report.span_hits, "by a finding of the same policy", "high"),
        Rate("Structural policies caught", structural, "placeholders, links, names …", "high"),
    ]  # fmt: skip


def _by_parent(report: LetterReport) -> list[tuple[str, Clustered]]:
    """Return the main rates with letters of one parent taken as alike."""
    bad, every = report.bad, report.results
    return [
        ("good letters blocked", report.clustered(report.good, lambda r: not r.accepted)),
        ("bad letters let through", report.clustered(bad, lambda r: r.accepted or bool(r.error))),
        ("silent passes", report.clustered(every, lambda r: r.silent, lambda r: r.offending)),
    ]


def histogram(times: Sequence[float]) -> list[Bin]:
    """Return the times in bins of one width; the slowest hundredth falls into the last."""
    if not times:
        return []
    ordered = sorted(times)
    top = max(ordered[int(len(ordered) * 0.99) - 1], 0.1)
    width = top / BINS
    counts = [0] * (BINS + 1)
    for one in ordered:
        counts[min(int(one / width), BINS)] += 1
    ends = [*(width * (i + 1) for i in range(BINS)), None]
    return [Bin(width * i, ends[i], counts[i]) for i in range(BINS + 1)]


def _failures(report: LetterReport) -> list[Failure]:
    policies = frozenset(POLICIES)
    found = []
    for result in report.results:
        missed = tuple(sorted((result.case.codes - result.codes) & policies))
        wrong = tuple(sorted((result.codes - result.case.codes) & policies))
        if missed or wrong or result.error:
            found.append(_failure(result, missed, wrong))
    return found


def _failure(result: LetterResult, missed: tuple[str, ...], wrong: tuple[str, ...]) -> Failure:
    case = result.case
    labels = list(zip(case.labels, case.spans, strict=True))
    marks = [Mark(span, "expected", label.code) for label, span in labels if span]
    errors = [f for f in result.found if f.severity == "error"]
    marks += [Mark(f.span, "found", f.code) for f in errors if f.span]
    gaps = [f"expected {label.code}" for label, span in labels if span is None]
    gaps += [
        f"found {f.code}" + (f" in “{f.quote}”" if f.quote else "") for f in errors if not f.span
    ]
    return Failure(result, _weight(result), missed, wrong, tuple(gaps), marked(case.letter, marks))


def _weight(result: LetterResult) -> int:
    """Return how bad a failure is: what is worst comes first."""
    bad = bool(result.case.codes & frozenset(POLICIES))
    if result.error:
        return 4
    if bad and result.proved:
        return 3
    if bad and result.accepted:
        return 2
    return int(not bad)
