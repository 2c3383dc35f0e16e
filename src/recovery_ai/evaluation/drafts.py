"""Drafting measured on incidents: how far each letter got, with what findings, at what price."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Literal, NamedTuple

from recovery_ai.documents import read_incident
from recovery_ai.drafting import draft_incident
from recovery_ai.errors import FactsError
from recovery_ai.evaluation.replies import Recorded
from recovery_ai.evaluation.run import NOWHERE, Run, told
from recovery_ai.evaluation.statistics import Proportion
from recovery_ai.findings import Finding, accepted
from recovery_ai.incident import Incident, Value
from recovery_ai.models.budget import Budget
from recovery_ai.models.loop import run as wait_for
from recovery_ai.models.protocol import Model, Outcome
from recovery_ai.pack import Pack
from recovery_ai.record import Attempt, Status

Step = Literal["first", "repair", "composed"]
STEPS: tuple[Step, ...] = ("first", "repair", "composed")
UNREACHED: frozenset[Outcome] = frozenset({"rate_limited", "quota", "timeout", "unavailable"})
"""Outcomes that say nothing of what a model can do: the incident was not evaluated."""


class DraftResult(Value):
    """One incident drafted.

    Args:
        name: the incident's file, without its ending.
        model: the model asked.
        status: the draft's; None when drafting broke.
        letter: the filled text, with the subject above it.
        offset: code points before the text that findings count from.
        ms: wall time in milliseconds.
        error: why there is no draft; it then counts against the model.
    """

    name: str
    language: str
    category: str
    stage: str
    model: str
    status: Status | None = None
    proved: bool = False
    attempts: tuple[Attempt, ...] = ()
    findings: tuple[Finding, ...] = ()
    letter: str = ""
    offset: int = 0
    ms: float = 0.0
    error: str | None = None

    @property
    def due(self) -> bool:
        """Whether a letter was due, as far as anybody knows."""
        return self.status != "not_drafted"

    def findings_after(self, step: Step) -> tuple[Finding, ...] | None:
        """Return what was wrong with the best letter after `step`; None when there was none."""
        best = None
        for attempt, where in self._steps():
            if STEPS.index(where) <= STEPS.index(step) and attempt.kept:
                best = attempt.findings
        return best

    def accepted_after(self, step: Step) -> bool:
        """Say whether the best letter after `step` had no finding of severity error."""
        found = self.findings_after(step)
        return found is not None and accepted(found)

    def proved_after(self, step: Step) -> bool:
        """Say whether, besides, every sentence of it was licensed."""
        found = self.findings_after(step)
        return self.accepted_after(step) and all(f.code != "unlicensed" for f in found or ())

    def _steps(self) -> list[tuple[Attempt, Step]]:
        found: list[tuple[Attempt, Step]] = []
        for number, attempt in enumerate(self.attempts):
            again = number == 1 and self.attempts[0].outcome == "truncated"
            step: Step = "first" if number == 0 or again else "repair"
            if attempt.model != self.model:
                step = "composed"
            found.append((attempt, step))
        return found

    @property
    def repairs(self) -> int:
        """Repair rounds that the model was asked for."""
        return sum(step == "repair" and a.outcome != "budget" for a, step in self._steps())


class Price(NamedTuple):
    """Tokens and US dollars; None as soon as one call did not say."""

    input_tokens: int | None
    output_tokens: int | None
    cost: Decimal | None


class DraftReport(Value):
    """All incidents with one model; every number is computed from the results."""

    model: str
    results: tuple[DraftResult, ...]

    @property
    def due(self) -> tuple[DraftResult, ...]:
        """Incidents that call for a letter."""
        return tuple(r for r in self.results if r.due)

    @property
    def errors(self) -> tuple[DraftResult, ...]:
        """Incidents that could not be evaluated."""
        return tuple(r for r in self.results if r.error)

    def accepted(self, step: Step) -> Proportion:
        """Letters accepted after `step`."""
        return Proportion(sum(r.accepted_after(step) for r in self.due), len(self.due))

    def proved(self, step: Step) -> Proportion:
        """Letters proved after `step`."""
        return Proportion(sum(r.proved_after(step) for r in self.due), len(self.due))

    @property
    def needs_review(self) -> Proportion:
        """Letters that a person has to mend."""
        return Proportion(sum(r.status == "needs_review" for r in self.due), len(self.due))

    @property
    def repair_yield(self) -> Proportion:
        """Of the letters not accepted at first, those that the model mended itself."""
        broken = [r for r in self.due if not r.accepted_after("first")]
        return Proportion(sum(r.accepted_after("repair") for r in broken), len(broken))

    def policies(self, step: Step) -> Mapping[str, int]:
        """Return, for each code, the letters that had it after `step`."""
        counted: Counter[str] = Counter()
        for result in self.due:
            counted.update({f.code for f in result.findings_after(step) or ()})
        return counted

    @property
    def outcomes(self) -> Mapping[str, int]:
        """How the model's answers came, such as ok or refused."""
        return Counter(a.outcome for r in self.due for a in r.attempts if a.model == r.model)

    @property
    def price(self) -> Price:
        """Return what all calls used together."""
        calls = [a for r in self.results for a in r.attempts if a.calls]
        sent = [a.usage.input_tokens for a in calls]
        got = [a.usage.output_tokens for a in calls]
        costs = [a.cost for a in calls]
        return Price(_sum(sent), _sum(got), _total(costs))

    @property
    def cost_per_accepted(self) -> Decimal | None:
        """US dollars for each letter accepted without composing; None when unknown."""
        total, good = self.price.cost, self.accepted("repair").k
        return total / good if total is not None and good else None

    @property
    def milliseconds(self) -> tuple[float, float] | None:
        """Return median and 95th percentile of the wall time of a draft."""
        times = [r.ms for r in self.due if not r.error]
        if not times:
            return None
        cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
        return cuts[9], cuts[18]


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _total(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def read_incidents(folder: Path) -> dict[str, Incident]:
    """Read every facts file of a folder, or one file; the names are theirs, without the ending."""
    paths = sorted(folder.iterdir()) if folder.is_dir() else [folder]
    found = {p.stem: read_incident(str(p)) for p in paths if p.suffix in {".yaml", ".yml", ".json"}}
    if not found:
        raise FactsError(str(folder), "holds no facts", "name a folder of YAML or JSON facts")
    return found


def measure_drafts(
    incidents: Mapping[str, Incident],
    model: Model,
    composer: Model,
    pack: Pack,
    *,
    budget: Budget | None = None,
    regime: str = "default",
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
    run: Run = NOWHERE,
) -> DraftReport:
    """Draft every incident with `model`.

    Args:
        incidents: facts by name.
        model: writes the letters.
        composer: writes offline what is left broken.
        pack: policy, prompts and phrases.
        budget: hard limits for each draft.
        regime: complaint-timing preset.
        jobs: drafts under way at a time.
        progress: told the number of drafts done.
        run: keeps each result as it comes, and knows those of an earlier run.
    """
    limits = budget or Budget()
    places = asyncio.Semaphore(jobs)
    done = 0

    async def one(name: str, incident: Incident) -> DraftResult:
        nonlocal done
        async with places:
            key = run.key(*_decides(incident, model, limits, regime))
            known = run.found(key)
            if known is None:
                result = await _drafted(name, incident, model, composer, pack, limits, regime)
                run.keep(key, name, result.model_dump(mode="json"), result.error)
            else:
                result = DraftResult.model_validate({**known, "name": name})
        done += 1
        if progress:
            progress(done)
        return result

    async def every() -> tuple[DraftResult, ...]:
        return tuple(await asyncio.gather(*(one(*item) for item in incidents.items())))

    return DraftReport(model=model.name, results=wait_for(every()))


def _decides(incident: Incident, model: Model, budget: Budget, regime: str) -> tuple[str, ...]:
    replies = model.digest(incident.case_id) if isinstance(model, Recorded) else ""
    return incident.model_dump_json(), model.name, replies, budget.model_dump_json(), regime


async def _drafted(
    name: str,
    incident: Incident,
    model: Model,
    composer: Model,
    pack: Pack,
    budget: Budget,
    regime: str,
) -> DraftResult:
    base = DraftResult(
        name=name,
        language=incident.tongue,
        category=incident.category,
        stage=incident.stage,
        model=model.name,
    )
    started = perf_counter()
    try:
        draft = await draft_incident(incident, model, composer, pack, budget=budget, regime=regime)
    except Exception as problem:  # whatever breaks on one incident is a result, not the end
        return base.model_copy(update={"error": told(problem)})
    first = draft.attempts[0] if draft.attempts else None
    if first and first.outcome in UNREACHED:
        error = f"{first.model} did not answer: {first.outcome} ({first.detail or 'no detail'})"
        return base.model_copy(update={"error": error})
    letter = draft.letter
    head = f"{letter.subject}\n\n" if letter else ""
    return base.model_copy(
        update={
            "status": draft.status,
            "proved": draft.proved,
            "attempts": draft.attempts,
            "findings": draft.findings,
            "letter": head + letter.text if letter else "",
            "offset": len(head),
            "ms": (perf_counter() - started) * 1000,
        }
    )
