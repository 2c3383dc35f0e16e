"""The report as plain text: every number with its n and its interval."""

from collections.abc import Iterator

from recovery_ai.evaluation.letters import POLICIES, STRUCTURAL, LetterReport
from recovery_ai.evaluation.routes import RouteReport
from recovery_ai.evaluation.statistics import Clustered, Proportion, predictive_value


def letters_text(
    report: LetterReport, *, failures: bool = False, prevalence: float | None = None
) -> str:
    """Return the guardrail report for a terminal.

    Args:
        report: the results.
        failures: list every miss and false alarm.
        prevalence: the share of drafts that are bad where the checks are used.
    """
    lines = [*_headline(report), *_worth(report, prevalence), "", *_policies(report)]
    for key in ("language", "split", "stage", "hard", "subtle"):
        lines += ["", f"by {key}", *_slice_lines(report, key)]
    if failures:
        lines += ["", "failures", *_failures(report)]
    return "\n".join(lines)


def _headline(report: LetterReport) -> Iterator[str]:
    total, structural = report.total(), report.total(tuple(STRUCTURAL))
    parents = len({r.case.metadata.parent_id for r in report.results})
    kinds = f"good {len(report.good)}, bad {len(report.bad)}, of {parents} parents"
    yield f"letters {len(report.results)}: {kinds}"
    yield from _unjudged(report)
    yield f"micro F1 {_number(total.f1)} {_interval(total.f1_interval)}"
    yield f"  precision {share(total.precision)}, recall {share(total.recall)}"
    yield f"structural codes: recall {share(structural.recall)}"
    yield f"good letters blocked {share(report.blocked)}, hard ones {share(report.hard_blocked)}"
    alike = report.clustered(report.good, lambda r: not r.accepted)
    yield f"  {_clustered(alike)}, false alarms at most {_bound(report.blocked.at_most)}"
    yield f"bad letters accepted {share(report.let_through)}, proved {share(report.bad_proved)}"
    yield f"silent passes {share(report.silent_passes)}"
    yield f"attention load {share(report.attention_load)}"
    if report.read.k:
        yield f"read by the judge {share(report.read)} of the sentences"
    yield f"quotes hit {share(report.span_hits)}"
    times = sorted(result.ms for result in report.results)
    if times:
        middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
        yield f"milliseconds a letter: median {middle:.1f}, p95 {late:.1f}"


def _unjudged(report: LetterReport) -> Iterator[str]:
    for result in report.errors:
        yield f"! {result.case.name} could not be judged: {result.error}"


def _worth(report: LetterReport, prevalence: float | None) -> Iterator[str]:
    blocked, through = report.blocked.value, report.let_through.value
    if prevalence is None or blocked is None or through is None:
        return
    worth = predictive_value(1 - through, blocked, prevalence)
    yield f"if {prevalence:.0%} of drafts are bad, a blocked one is bad in {_bound(worth)} of cases"


def _policies(report: LetterReport) -> Iterator[str]:
    yield f"{'policy':<24} {'tp':>4} {'fp':>4} {'fn':>4}  {'precision':<22} {'recall':<22} F1"
    for policy in POLICIES:
        counts = report.counts(policy)
        if counts.tp or counts.fp or counts.fn:
            yield (
                f"{policy:<24} {counts.tp:>4} {counts.fp:>4} {counts.fn:>4}  "
                f"{share(counts.precision):<22} {share(counts.recall):<22} {_number(counts.f1)}"
            )


def _slice_lines(report: LetterReport, key: str) -> Iterator[str]:
    for value, part in report.slices(key).items():
        total = part.total()
        yield (
            f"  {value:<16} n={len(part.results):<4} F1 {_number(total.f1)}  "
            f"blocked {share(part.blocked)}  silent {share(part.silent_passes)}  "
            f"load {share(part.attention_load)}  bad proved {part.bad_proved.k}"
        )


def _failures(report: LetterReport) -> Iterator[str]:
    policies = frozenset(POLICIES)
    for result in report.results:
        for code in sorted((result.codes - result.case.codes) & policies):
            quotes = [f.quote or "" for f in result.found if f.code == code]
            yield f"  {result.case.name} wrongly {code}: {' | '.join(quotes)[:110]}"
        for code in sorted((result.case.codes - result.codes) & policies):
            quotes = [label.quote or "" for label in result.case.labels if label.code == code]
            yield f"  {result.case.name} missed {code}: {' | '.join(quotes)[:110]}"
        if result.proved and result.case.codes & policies:
            yield f"  {result.case.name} is bad and was called proved"


def routes_text(report: RouteReport) -> str:
    """Return the triage report for a terminal."""
    lines = [f"cases {len(report.results)}: right {share(report.right)}"]
    lines += [f"! {r.name} could not be triaged: {r.error}" for r in report.errors]
    for (expected, taken), count in sorted(report.confusion.items()):
        mark = " " if expected == taken else "!"
        lines.append(f"{mark} {expected:<22} taken for {taken:<22} {count}")
    lines += [
        f"! {r.name}: {r.expected}, taken for {r.taken} ({r.rule})"
        for r in report.results
        if r.taken and r.expected != r.taken
    ]
    return "\n".join(lines)


def share(found: Proportion) -> str:
    """Return k/n with its Wilson interval; n/a without any trial."""
    if found.value is None:
        return "n/a (0)"
    low, high = found.interval or (0.0, 1.0)
    return f"{found.k}/{found.n} [{low:.2f}, {high:.2f}]"


def _clustered(found: Clustered) -> str:
    low, high = found.interval or (0.0, 1.0)
    return f"by parent [{low:.2f}, {high:.2f}]"


def _bound(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.0%}"


def _number(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"


def _interval(found: tuple[float, float] | None) -> str:
    return f"[{found[0]:.3f}, {found[1]:.3f}]" if found else ""
