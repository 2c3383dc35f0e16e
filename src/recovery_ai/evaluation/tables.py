"""The drafting report as plain text."""

from collections.abc import Iterator
from decimal import Decimal

from recovery_ai.evaluation.comparison import Comparison, Paired
from recovery_ai.evaluation.drafts import STEPS, DraftReport, DraftResult, Step
from recovery_ai.evaluation.summary import share

STEP_NAMES: dict[Step, str] = {
    "first": "first pass",
    "repair": "after repair",
    "composed": "after composing",
}


def drafts_text(report: DraftReport, *, failures: bool = False) -> str:
    """Return the drafting report for a terminal; `failures` lists every letter not accepted."""
    return "\n".join([*_headline(report), *_policies(report), *_open(report, failures)])


def _headline(report: DraftReport) -> Iterator[str]:
    spared = len(report.results) - len(report.due)
    yield f"{report.model}: incidents {len(report.results)}, letters due {len(report.due)}"
    yield f"  no letter due on the route: {spared}"
    for step in STEPS:
        accepted, proved = share(report.accepted(step)), share(report.proved(step))
        yield f"  {STEP_NAMES[step]:<16} accepted {accepted:<20} proved {proved}"
    yield f"  needs review {share(report.needs_review)}; errors {len(report.errors)}"
    rounds = sum(r.repairs for r in report.due)
    yield f"  repair rounds {rounds}, of broken letters mended {share(report.repair_yield)}"
    yield "  answers " + ", ".join(f"{k} {v}" for k, v in sorted(report.outcomes.items()))
    price = report.price
    yield f"  tokens in {known(price.input_tokens)}, out {known(price.output_tokens)}"
    yield f"  US$ {money(price.cost)}, for each accepted letter {money(report.cost_per_accepted)}"
    if report.milliseconds:
        middle, late = report.milliseconds
        yield f"  milliseconds a draft: median {middle:.1f}, p95 {late:.1f}"


def known(value: int | None) -> str:
    """Return a count, or n/a where nobody counted."""
    return "n/a" if value is None else f"{value:,}"


def money(value: Decimal | None) -> str:
    """Return US dollars, or n/a where a price is unknown: never 0 for unknown."""
    return "n/a" if value is None else f"{value:.4f}"


def _policies(report: DraftReport) -> Iterator[str]:
    first, last = report.policies("first"), report.policies("composed")
    if first or last:
        yield f"  {'letters with a finding of':<26} {'first pass':>10} {'at the end':>10}"
    for code in sorted({*first, *last}, key=lambda code: -first.get(code, 0)):
        yield f"  {code:<26} {first.get(code, 0):>10} {last.get(code, 0):>10}"


def _open(report: DraftReport, failures: bool) -> Iterator[str]:
    for result in report.errors:
        yield f"! {result.name}: {result.error}"
    for result in report.due if failures else ():
        if result.status == "needs_review" or not result.accepted_after("first"):
            yield f"  {result.name} ({result.status}): {codes(result)}"


def codes(result: DraftResult) -> str:
    """Return what was wrong with the first answer: its policies, or how it came."""
    found = result.findings_after("first")
    if found is None:
        return result.attempts[0].outcome if result.attempts else "none"
    errors = dict.fromkeys(f.code for f in found if f.severity == "error")
    return ", ".join(errors) or "accepted"


def comparison_text(found: Comparison) -> str:
    """Return the paired comparison for a terminal."""
    lines = [f"{found.first} against {found.second}, the same incidents"]
    lines += [f"  {'':<28} {'both':>5} {'1st':>4} {'2nd':>4} {'none':>5}  difference       p"]
    lines += [_paired(one) for one in found.measures if one.n]
    shown = [one for one in found.policies if one.first + one.second]
    if shown:
        lines.append("  free of, at first pass (p corrected over the policies)")
    lines += [_paired(one) for one in shown]
    return "\n".join([*lines, found.verdict])


def _paired(one: Paired) -> str:
    low, high = one.interval
    p = one.p if one.adjusted is None else one.adjusted
    counts = f"{one.both:>5} {one.first:>4} {one.second:>4} {one.neither:>5}"
    return f"  {one.measure:<28} {counts}  {one.difference:+.2f} [{low:+.2f}, {high:+.2f}] {p:.2g}"
