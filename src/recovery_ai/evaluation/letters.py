"""Guardrails measured on labelled letters: which policy was right where, and what was let pass."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from time import perf_counter
from typing import get_args

from recovery_ai.brief import make_brief
from recovery_ai.evaluation.cascade import Second
from recovery_ai.evaluation.corpus import Case, Corpus
from recovery_ai.evaluation.run import NOWHERE, Run, told
from recovery_ai.evaluation.statistics import Clustered, Counts, Proportion
from recovery_ai.findings import Code, Finding, Span
from recovery_ai.incident import Value
from recovery_ai.letter import Letter
from recovery_ai.pack import Pack
from recovery_ai.review import Review, review
from recovery_ai.triage import triage

WARNINGS = frozenset({"unlicensed", "section_order", "too_long", "repeated_apology"})
STRUCTURAL = frozenset(
    {
        "placeholder", "foreign_link", "wrong_language", "wrong_recipient", "leaks_pii",
        "missing_case_reference", "missing_next_steps", "missing_signature", "ungrounded_figure",
    }
)  # fmt: skip
POLICIES: tuple[str, ...] = tuple(c for c in get_args(Code) if c not in WARNINGS)


class LetterResult(Value):
    """One letter judged: what was found, what should have been, and how its sentences fared.

    Args:
        silent: offending sentences that were called licensed.
        offending: sentences that a label's quote touches.
        unlicensed: sentences that nothing vouched for.
        sentences: all sentences.
        read: sentences that a judge read.
        ms: milliseconds that brief and review took.
        error: why the letter could not be judged; it then counts against us in every rate.
    """

    case: Case
    found: tuple[Finding, ...] = ()
    accepted: bool = False
    proved: bool = False
    silent: int = 0
    offending: int = 0
    unlicensed: int = 0
    sentences: int = 0
    read: int = 0
    ms: float = 0.0
    error: str | None = None

    @cached_property
    def codes(self) -> frozenset[str]:
        """The policies that flagged the letter with an error."""
        return frozenset(f.code for f in self.found if f.severity == "error")


class LetterReport(Value):
    """All results; every number is computed from them."""

    results: tuple[LetterResult, ...]

    def counts(self, policy: str) -> Counts:
        """Return the counts of one policy over all letters."""
        total = Counts()
        for result in self.results:
            said, meant = policy in result.codes, policy in result.case.codes
            total = total.plus(
                Counts(said and meant, said and not meant, meant and not said, not said | meant)
            )
        return total

    def total(self, policies: tuple[str, ...] = POLICIES) -> Counts:
        """Return the sums over policies (micro average)."""
        found = Counts()
        for policy in policies:
            found = found.plus(self.counts(policy))
        return found

    @property
    def errors(self) -> tuple[LetterResult, ...]:
        """Letters that could not be judged."""
        return tuple(r for r in self.results if r.error)

    def clustered(
        self,
        among: Iterable[LetterResult],
        hit: Callable[[LetterResult], int],
        tried: Callable[[LetterResult], int] = lambda _: 1,
    ) -> Clustered:
        """Return a share whose interval knows that letters of one parent are alike."""
        return Clustered.of((r.case.metadata.parent_id, hit(r), tried(r)) for r in among)

    @property
    def good(self) -> tuple[LetterResult, ...]:
        """Letters without any violation of severity error."""
        return tuple(r for r in self.results if not r.case.codes - WARNINGS)

    @property
    def bad(self) -> tuple[LetterResult, ...]:
        """Letters with at least one violation of severity error."""
        return tuple(r for r in self.results if r.case.codes - WARNINGS)

    @property
    def blocked(self) -> Proportion:
        """Good letters that were not accepted."""
        return Proportion(sum(not r.accepted for r in self.good), len(self.good))

    @property
    def hard_blocked(self) -> Proportion:
        """Good letters that look bad and were not accepted."""
        hard = [r for r in self.good if r.case.metadata.hard]
        return Proportion(sum(not r.accepted for r in hard), len(hard))

    @property
    def let_through(self) -> Proportion:
        """Bad letters that were accepted, or that nobody could judge."""
        return Proportion(sum(r.accepted or bool(r.error) for r in self.bad), len(self.bad))

    @property
    def bad_proved(self) -> Proportion:
        """Bad letters that were called proved: the number that must be 0."""
        return Proportion(sum(r.proved for r in self.bad), len(self.bad))

    @property
    def silent_passes(self) -> Proportion:
        """Offending sentences that were called licensed."""
        return Proportion(
            sum(r.silent for r in self.results), sum(r.offending for r in self.results)
        )

    @property
    def attention_load(self) -> Proportion:
        """Sentences of good letters that nothing vouched for."""
        good = self.good
        return Proportion(sum(r.unlicensed for r in good), sum(r.sentences for r in good))

    @property
    def read(self) -> Proportion:
        """Sentences that a judge read."""
        return Proportion(sum(r.read for r in self.results), sum(r.sentences for r in self.results))

    @property
    def span_hits(self) -> Proportion:
        """Labelled quotes that a finding of the same code touches."""
        hits = total = 0
        for result in self.results:
            for label, span in zip(result.case.labels, result.case.spans, strict=True):
                if span is not None:
                    total += 1
                    hits += any(f.code == label.code and _touch(f.span, span) for f in result.found)
        return Proportion(hits, total)

    def slices(self, key: str) -> Mapping[str, "LetterReport"]:
        """Return a report for each value of one metadata field."""
        values = sorted({str(getattr(r.case.metadata, key)) for r in self.results})
        return {
            value: LetterReport(
                results=tuple(
                    r for r in self.results if str(getattr(r.case.metadata, key)) == value
                )
            )
            for value in values
        }


def measure_letters(
    corpus: Corpus,
    pack: Pack,
    progress: Callable[[int], None] | None = None,
    run: Run = NOWHERE,
    judge: Second | None = None,
) -> LetterReport:
    """Judge every letter of the corpus, as `check` would.

    Args:
        corpus: the letters.
        pack: the policy.
        progress: told the number of letters done.
        judge: reads what nothing vouches for; nobody when None.
        run: keeps each result as it comes, and knows those of an earlier run.
    """
    results = []
    for number, case in enumerate(corpus.cases, 1):
        results.append(_kept(case, pack, run, judge))
        if progress:
            progress(number)
    return LetterReport(results=tuple(results))


def _kept(case: Case, pack: Pack, run: Run, judge: Second | None) -> LetterResult:
    key = run.key(case.model_dump_json())
    known = run.found(key)
    if known is not None:
        return LetterResult.model_validate({**known, "case": case})
    result = _judged(case, pack, judge)
    run.keep(key, case.name, result.model_dump(mode="json", exclude={"case"}), result.error)
    return result


def _judged(case: Case, pack: Pack, judge: Second | None) -> LetterResult:
    try:
        return _measure(case, pack, judge)
    except Exception as problem:  # whatever breaks on one letter is a result, not the end
        return LetterResult(case=case, error=told(problem))


def _measure(case: Case, pack: Pack, judge: Second | None) -> LetterResult:
    started = perf_counter()
    brief = make_brief(case.incident, triage(case.incident, pack), pack)
    letter, read = Letter(text=case.letter), 0
    found = review(letter, brief, pack)
    if judge:
        found, read = judge(letter, brief, pack, found)
    ms = (perf_counter() - started) * 1000
    silent, offending = _silent(case, found)
    return LetterResult(
        case=case,
        found=found.findings,
        accepted=found.accepted,
        proved=found.proved,
        silent=silent,
        offending=offending,
        unlicensed=sum(one.verdict == "unlicensed" for one in found.provenance),
        sentences=len(found.provenance),
        read=read,
        ms=ms,
    )


def _silent(case: Case, found: Review) -> tuple[int, int]:
    spans = [
        span
        for label, span in zip(case.labels, case.spans, strict=True)
        if span is not None and label.code not in WARNINGS
    ]
    offending = [one for one in found.provenance if any(_touch(one.span, span) for span in spans)]
    return sum(one.verdict == "licensed" for one in offending), len(offending)


def _touch(one: Span | None, other: Span) -> bool:
    return one is not None and one.start < other.end and other.start < one.end
