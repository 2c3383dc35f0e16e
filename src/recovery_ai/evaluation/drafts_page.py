"""The drafting report as a page: one model, or two side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from recovery_ai.evaluation.comparison import Comparison
from recovery_ai.evaluation.drafts import STEPS, DraftReport, DraftResult
from recovery_ai.evaluation.letters_page import histogram
from recovery_ai.evaluation.marked import Mark, Piece, marked
from recovery_ai.evaluation.page import render
from recovery_ai.evaluation.tables import STEP_NAMES, codes, known, money
from recovery_ai.findings import Span


class Written(NamedTuple):
    """One incident: what the first answer was like, when it was accepted, and the letter."""

    result: DraftResult
    first: str
    when: str
    pieces: tuple[Piece, ...]


def drafts_page(reports: Sequence[DraftReport], comparison: Comparison | None, *, pack: str) -> str:
    """Return the page.

    Args:
        reports: one or two models.
        comparison: the two, paired by incident.
        pack: the digest of prompts and policy.
    """
    view = {
        "reports": reports,
        "comparison": comparison,
        "steps": [(step, STEP_NAMES[step]) for step in STEPS],
        "known": known,
        "money": money,
        "policies": _policies,
        "bins": lambda report: histogram([r.ms for r in report.due if not r.error]),
        "letters": lambda report: [_written(result) for result in _worst_first(report)],
        "pack": pack,
    }
    return render("drafts.html.j2", view)


def _policies(report: DraftReport) -> list[tuple[str, int, int]]:
    first, last = report.policies("first"), report.policies("composed")
    found = [(code, first.get(code, 0), last.get(code, 0)) for code in {*first, *last}]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def _worst_first(report: DraftReport) -> list[DraftResult]:
    def weight(result: DraftResult) -> tuple[bool, ...]:
        mended = [result.accepted_after(step) for step in reversed(STEPS)]
        return (not result.error, not result.due, *mended)

    return sorted(report.results, key=weight)


def _written(result: DraftResult) -> Written:
    marks = [
        Mark(_moved(f.span, result.offset), "found", f.code) for f in result.findings if f.span
    ]
    steps = (STEP_NAMES[step] for step in STEPS if result.accepted_after(step))
    when = next(steps, "")
    return Written(result, codes(result), when, marked(result.letter, marks))


def _moved(span: Span, offset: int) -> Span:
    return Span(start=span.start + offset, end=span.end + offset)
