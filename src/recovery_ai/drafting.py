"""Drafting: the only loop, and the only place that knows the order of the steps.

Facts are triaged, a brief is made, a model writes, the review judges, and only what is broken is
written again: good sections are frozen, a patch may touch only the sections asked for, the best
candidate is kept. When the budget is spent the failing sections are composed offline. A bad letter
is a result, never an exception.
"""

import asyncio
import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from recovery_ai._version import __version__
from recovery_ai.brief import Brief, make_brief
from recovery_ai.findings import Finding
from recovery_ai.incident import Incident
from recovery_ai.layout import make_letter
from recovery_ai.letter import Letter, Section, SectionId
from recovery_ai.models.budget import Budget, Spent
from recovery_ai.models.protocol import Model, Outcome, Reply, Request
from recovery_ai.pack import Pack
from recovery_ai.prompting import draft_request, repair_request
from recovery_ai.proof import Promise
from recovery_ai.record import Attempt, Draft, Record
from recovery_ai.reply import parse_reply
from recovery_ai.review import Review, review
from recovery_ai.triage import Triage, triage

Progress = Callable[[str], None]
# Sections that a missing element belongs to, first the one to rewrite.
_HOMES: dict[str, tuple[SectionId, ...]] = {
    "missing_apology": ("apology",),
    "missing_acknowledgement": ("acknowledgement", "apology"),
    "missing_responsibility": ("responsibility", "apology"),
    "missing_explanation": ("explanation",),
    "missing_remedy": ("remedy",),
    "missing_prevention": ("prevention",),
    "missing_case_reference": ("receipt",),
    "missing_next_steps": ("receipt",),
    "missing_signature": ("signature",),
}
_QUIET: frozenset[str] = frozenset({"section_order", "too_long", "repeated_apology"})


class Candidate(NamedTuple):
    """A letter on the way, and what the review said of it."""

    subject: str
    sections: tuple[Section, ...]
    letter: Letter
    review: Review

    @property
    def rank(self) -> tuple[int, int, int]:
        """Less is better: errors, sentences without licence, other warnings."""
        errors = sum(f.severity == "error" for f in self.review.findings)
        loose = sum(f.code == "unlicensed" for f in self.review.findings)
        return errors, loose, len(self.review.findings)


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
    """
    decision = triage(incident, pack, regime)
    if not decision.drafts:
        return _no_letter(incident, decision, pack, model.name)
    brief = make_brief(incident, decision, pack, framework)
    loop = _Loop(brief, pack, model, composer, budget or Budget(), progress or _silent)
    best = await loop.run()
    notes = _notes(brief, pack, loop)
    if best is None:
        return _unwritten(incident, decision, brief, pack, loop, notes)
    return _result(incident, decision, brief, pack, loop, best, notes)


def _silent(_: str) -> None:
    return None


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
    ) -> None:
        self.brief, self.pack, self.model, self.composer = brief, pack, model, composer
        self.budget, self.progress = budget, progress
        self.attempts: list[Attempt] = []
        self.spent = Spent()
        self.best: Candidate | None = None
        self.composed: tuple[SectionId, ...] = ()
        self._started = time.monotonic()

    async def run(self) -> Candidate | None:
        """Draft, repair, and compose offline what the model could not write.

        Returns:
            The best candidate; None when neither the model nor the phrase bank could write one.
        """
        self.progress("drafting")
        first = draft_request(self.brief, self.pack)
        useful = await self._try(self.model, first)
        if self.attempts[-1].outcome == "truncated" and self._affordable():
            await self._try(self.model, first.model_copy(update={"longer": True}))
        if self.model is self.composer:
            return self.best  # it would write the same again
        for turn in range(1, self.budget.rounds if useful else 1):
            failing = self._failing()
            if not failing or not self._affordable():
                break
            self.progress(f"repairing {', '.join(failing)}")
            if not await self._try(self.model, self._repair(failing, turn)):
                break
        if self._failing():
            self.progress("composing offline")
            await self._compose()
        return self.best

    def _affordable(self) -> bool:
        reason = self.spent.exceeded(self.budget, time.monotonic() - self._started)
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
            [f for f in best.review.findings if f.code not in _QUIET] if best else (),
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
        """Write the failing sections offline; then, if that is no better, the whole letter."""
        failing = self._failing()
        for sections in (failing, tuple(section.id for section in self.brief.sections)):
            before = self.best
            request = self._repair(sections, self.budget.rounds)
            await self._try(self.composer, request)
            if self.best is not before:
                self.composed = sections
            if not self._failing():
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


def failing_sections(brief: Brief, best: Candidate | None) -> tuple[SectionId, ...]:
    """Return the sections that have to be written again: absent, or named by a finding."""
    every = tuple(section.id for section in brief.sections)
    if best is None:
        return every
    written = {section.id for section in best.sections}
    wanted = {section for section in every if section not in written}
    for finding in best.review.findings:
        wanted |= set(_homes(finding, every))
    return tuple(section for section in every if section in wanted)


def merge(brief: Brief, best: Candidate | None, patch: Sequence[Section]) -> tuple[Section, ...]:
    """Lay a patch over the frozen sections, by id, in the brief's order."""
    written = {section.id: section for section in best.sections} if best else {}
    written |= {section.id: section for section in patch}
    return tuple(written[s.id] for s in brief.sections if s.id in written)


def assess(brief: Brief, pack: Pack, subject: str, sections: Sequence[Section]) -> Candidate:
    """Fill, lay out and review a set of sections."""
    letter = make_letter(subject, sections, brief)
    return Candidate(subject, tuple(sections), letter, review(letter, brief, pack))


def _homes(finding: Finding, every: tuple[SectionId, ...]) -> tuple[SectionId, ...]:
    if finding.code in _QUIET:
        return ()
    if finding.section in every:
        return (finding.section,)
    if finding.quote is not None and finding.span is None:
        return every[:1]  # the subject: it comes with every reply, so one section is enough to ask
    homes = [home for home in _HOMES.get(finding.code, ()) if home in every]
    return tuple(homes[:1])


def digest(*texts: str) -> str:
    """Return the SHA-256 of texts, each with its length, as hexadecimal."""
    found = hashlib.sha256()
    for text in texts:
        data = text.encode()
        found.update(f"{len(data)}:".encode() + data)
    return found.hexdigest()


def facts_digest(incident: Incident) -> str:
    """Return the hash of the facts, internal notes included."""
    return digest(incident.model_dump_json())


def promises_of(brief: Brief, checked: Review) -> tuple[Promise, ...]:
    """Return what the letter promises: offered remedies, open actions, the next word."""
    told = {fact for one in checked.provenance for fact in one.facts if one.verdict != "violates"}
    return tuple(
        Promise(what=fact.plain if fact.kind != "next_update" else "next word to the customer",
                due=_due(fact.field, brief.incident), fact=fact.id)
        for fact in brief.of("remedy", "action", "next_update")
        if fact.id in told and fact.label != "done"
    )  # fmt: skip


def _due(field: str, incident: Incident) -> date | None:
    name, _, index = field.partition(".")
    if name == "remedies":
        return incident.remedies[int(index)].due
    if name == "preventive_actions":
        return incident.preventive_actions[int(index)].due
    moment = incident.next_update_by
    return date(moment.year, moment.month, moment.day) if moment else None


def _no_letter(incident: Incident, decision: Triage, pack: Pack, model: str) -> Draft:
    return Draft(
        status="not_drafted",
        proved=False,
        triage=decision,
        letter=None,
        record=_record(incident, pack, model, "", None, (), ("No letter is due on this route.",)),
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
    if not pack.language(brief.tongue).rules:
        notes.append(
            f"No rules exist for `{brief.language}`: only the checks that need no language ran."
        )
    return tuple(notes)


def _unwritten(
    incident: Incident,
    decision: Triage,
    brief: Brief,
    pack: Pack,
    loop: _Loop,
    notes: tuple[str, ...],
) -> Draft:
    attempts = tuple(loop.attempts)
    return Draft(
        status="needs_review",
        proved=False,
        triage=decision,
        letter=None,
        attempts=attempts,
        record=_record(incident, pack, loop.model.name, "", brief.framework, attempts, notes),
    )


def _result(
    incident: Incident,
    decision: Triage,
    brief: Brief,
    pack: Pack,
    loop: _Loop,
    best: Candidate,
    notes: tuple[str, ...],
) -> Draft:
    attempts = tuple(loop.attempts)
    text = f"{best.letter.subject}\n\n{best.letter.text}"
    return Draft(
        status="accepted" if best.review.accepted else "needs_review",
        proved=best.review.proved,
        triage=decision,
        letter=best.letter,
        findings=best.review.findings,
        provenance=best.review.provenance,
        promises=promises_of(brief, best.review),
        attempts=attempts,
        record=_record(incident, pack, loop.model.name, text, brief.framework, attempts, notes),
    )


def _record(
    incident: Incident,
    pack: Pack,
    model: str,
    text: str,
    framework: str | None,
    attempts: tuple[Attempt, ...],
    notes: tuple[str, ...],
) -> Record:
    facts, letter = facts_digest(incident), digest(text)
    return Record(
        version=__version__,
        facts_sha256=facts,
        pack_sha256=pack.digest,
        text_sha256=letter,
        approval_sha256=digest(letter, facts, pack.digest),
        framework=framework,
        model=model,
        answered=tuple(dict.fromkeys(a.answered for a in attempts if a.answered)),
        attempts=attempts,
        notes=notes,
    )
