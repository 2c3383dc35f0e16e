"""Drafting: the only loop, and the only place that knows the order of the steps.

Facts are triaged, a brief is made, a model writes, the review judges, and only what is broken is
written again: good sections are frozen, a patch may touch only the sections asked for, the best
candidate is kept. When the budget is spent the failing sections are composed offline. A bad letter
is a result, never an exception.
"""

import asyncio
import time
from collections.abc import Callable, Sequence

from recovery_ai.brief import Brief, make_brief
from recovery_ai.candidate import QUIET, Candidate, assess, failing_sections, merge
from recovery_ai.incident import Incident
from recovery_ai.judging import docket, read_judgement
from recovery_ai.judging import merge as merge_judgement
from recovery_ai.letter import Section, SectionId
from recovery_ai.models.budget import Budget, Spent
from recovery_ai.models.protocol import Model, Outcome, Reply, Request
from recovery_ai.pack import Pack
from recovery_ai.prompting import draft_request, repair_request
from recovery_ai.record import Attempt, Draft, Judgement
from recovery_ai.reply import parse_reply
from recovery_ai.result import digest, unwritten, with_letter, without_letter
from recovery_ai.triage import triage

Progress = Callable[[str], None]


async def draft_incident(
    incident: Incident,
    model: Model,
    composer: Model,
    pack: Pack,
    *,
    budget: Budget | None = None,
    framework: str | None = None,
    regime: str = "default",
    progress: Progress | None = None,
    judge: Model | None = None,
    examples: Sequence[str] = (),
) -> Draft:
    """Draft the letter for `incident`, or say why none is due.

    Args:
        incident: the facts.
        model: writes the letter.
        composer: writes what is left broken when the budget is spent; offline.
        pack: policy, prompts and phrases.
        budget: hard limits for this one draft.
        framework: a framework by name, instead of the one that fits.
        regime: complaint-timing preset.
        progress: told each step in a few words.
        judge: reads the sentences that nothing vouches for, once; nobody when None.
        examples: slotted texts of similar letters, shown to the model as data.
    """
    decision = triage(incident, pack, regime)
    if not decision.drafts:
        return without_letter(incident, decision, pack, model.name)
    brief = make_brief(incident, decision, pack, framework)
    loop = _Loop(brief, pack, model, composer, budget or Budget(), progress or _silent, judge)
    best = await loop.run(draft_request(brief, pack, examples))
    notes = _notes(brief, pack, loop)
    if best is None:
        return unwritten(incident, decision, brief, pack, model.name, tuple(loop.attempts), notes)
    attempts = tuple(loop.attempts)
    drafted = with_letter(incident, decision, brief, pack, model.name, attempts, best, notes)
    record = drafted.record.model_copy(update={"judgements": tuple(loop.judgements)})
    return drafted.model_copy(update={"record": record})


def _silent(_: str) -> None:
    return None


_AWAY = frozenset({"unavailable", "timeout", "quota", "rate_limited", "refused", "filtered"})
_WORDINGS = 2  # of a section that is composed: what nothing vouches for in one, another may say


class _Loop:
    """The state of one draft: attempts made, money spent, best candidate so far."""

    def __init__(
        self,
        brief: Brief,
        pack: Pack,
        model: Model,
        composer: Model,
        budget: Budget,
        progress: Progress,
        judge: Model | None = None,
    ) -> None:
        self.brief, self.pack, self.model, self.composer = brief, pack, model, composer
        self.budget, self.progress, self.judge = budget, progress, judge
        self.judgements: list[Judgement] = []
        self.attempts: list[Attempt] = []
        self.spent = Spent()
        self.best: Candidate | None = None
        self.composed: tuple[SectionId, ...] = ()
        self._started = time.monotonic()

    async def run(self, first: Request) -> Candidate | None:
        """Draft, repair, and compose offline what the model could not write.

        Args:
            first: the request for all sections.

        Returns:
            The best candidate; None when neither the model nor the phrase bank could write one.
        """
        self.progress("drafting")
        useful = await self._try(self.model, first)
        if self.attempts[-1].outcome == "truncated" and self._affordable():
            await self._try(self.model, first.model_copy(update={"longer": True}))
        for turn in range(1, self.budget.rounds if useful else 1):
            failing = self._failing()
            if not failing or not self._affordable():
                break
            self.progress(f"repairing {', '.join(failing)}")
            if not await self._try(self.model, self._repair(failing, turn)):
                break
        await self._judge()
        if self._failing() and self.model is not self.composer:
            self.progress("composing offline")
            await self._compose()
        return self.best

    async def _judge(self) -> None:
        """Have the judge read what nothing vouches for; no writing round is spent on it."""
        case = docket(self.brief, self.pack, self.best.review) if self.judge and self.best else None
        if self.judge is None or self.best is None or case is None or not self._affordable(1):
            return
        self.progress(f"judging {len(case.asked)} sentences")
        reply = await self._ask(self.judge, case.request)
        self.spent = self.spent.add(reply)
        judgement = read_judgement(reply, case, self.best.letter, self.pack)
        self.judgements.append(judgement)
        self.best = self.best._replace(review=merge_judgement(self.best.review, judgement))

    def _affordable(self, extra_rounds: int = 0) -> bool:
        limits = self.budget.model_copy(update={"rounds": self.budget.rounds + extra_rounds})
        reason = self.spent.exceeded(limits, time.monotonic() - self._started)
        if reason:
            self.attempts.append(
                Attempt(
                    model=self.model.name, outcome="budget", sections=(), calls=0, detail=reason
                )
            )
        return reason is None

    def _failing(self) -> tuple[SectionId, ...]:
        return failing_sections(self.brief, self.best)

    def _repair(self, failing: Sequence[SectionId], turn: int) -> Request:
        best = self.best
        return repair_request(
            self.brief,
            self.pack,
            best.sections if best else (),
            [f for f in best.review.findings if f.code not in QUIET] if best else (),
            failing,
            turn,
        )

    async def _try(self, model: Model, request: Request) -> bool:
        """Ask once; return whether asking again could help."""
        reply = await self._ask(model, request)
        self.spent = self.spent.add(reply)
        outcome: Outcome = reply.outcome
        candidate: Candidate | None = None
        detail = reply.detail
        if outcome == "ok":
            parsed = parse_reply(reply.text, self.brief, request.sections)
            if parsed.problem:
                outcome, detail = "malformed", parsed.problem
            else:
                candidate = self._candidate(parsed.subject, parsed.sections)
        kept = candidate is not None and (self.best is None or candidate.rank < self.best.rank)
        if kept:
            self.best = candidate
        self._note(model, request, reply, outcome, detail, candidate, kept)
        return outcome in {"ok", "malformed", "truncated", "empty"}

    async def _ask(self, model: Model, request: Request) -> Reply:
        """Ask within the seconds that are left; the offline composer needs none."""
        if model is self.composer:
            return await model.complete(request)
        left = self.budget.seconds - (time.monotonic() - self._started)
        try:
            async with asyncio.timeout(max(left, 0)):
                return await model.complete(request)
        except TimeoutError:
            return Reply(outcome="timeout", model=model.name, detail="the budget's seconds ran out")

    def _candidate(self, subject: str, patch: tuple[Section, ...]) -> Candidate:
        return assess(self.brief, self.pack, subject, merge(self.brief, self.best, patch))

    async def _compose(self) -> None:
        """Write the failing sections offline, then the whole letter; then both in other phrases."""
        whole = tuple(section.id for section in self.brief.sections)
        for turn in range(_WORDINGS):
            for sections in dict.fromkeys((self._failing(), whole)):
                before = self.best
                useful = await self._try(self.composer, self._repair(sections, turn))
                if self.best is not before:
                    self.composed = sections
                if not useful or not self._failing():
                    return

    def _note(
        self,
        model: Model,
        request: Request,
        reply: Reply,
        outcome: Outcome,
        detail: str | None,
        candidate: Candidate | None,
        kept: bool,
    ) -> None:
        self.attempts.append(
            Attempt(
                model=model.name,
                answered=reply.answered,
                outcome=outcome,
                sections=request.sections,
                findings=candidate.review.findings if candidate else (),
                usage=reply.usage,
                cost=reply.cost,
                ms=reply.ms,
                calls=reply.calls,
                reply=reply.text.encode("utf-8", "replace").decode(),  # half a character may come
                prompt_sha256=digest(*(message.content for message in request.messages)),
                detail=detail,
                kept=kept,
            )
        )


def _notes(brief: Brief, pack: Pack, loop: _Loop) -> tuple[str, ...]:
    """Return what the reader of the result has to know about how it came about."""
    notes = []
    if loop.best is None:
        notes.append("No letter could be written: see the attempts for the reason.")
    elif loop.model.name == loop.composer.name:
        notes.append("Composed offline from the phrase bank; no language model was used.")
    elif loop.composed:
        notes.append(f"Composed offline, not by the model: {', '.join(loop.composed)}.")
    failed = [a for a in loop.attempts if a.model == loop.model.name and a.outcome in _AWAY]
    if failed:
        reason = failed[-1].detail or "no reason given"
        notes.append(f"{loop.model.name} gave no answer to use ({failed[-1].outcome}: {reason}).")
    if not pack.language(brief.tongue).rules:
        notes.append(
            f"No rules exist for `{brief.language}`: only the checks that need no language ran."
        )
    return tuple(notes)
