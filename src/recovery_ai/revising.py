"""Revising: one section of a letter written again by a model, as a person asks; all else stays.

The same repair prompt, the same parsing and the same review as in drafting. The text may come from
anywhere: its sections are found by the jobs of its sentences, and names and figures go back into
their slots before a model sees them.
"""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from recovery_ai.brief import Brief, masks_of
from recovery_ai.findings import Finding
from recovery_ai.incident import Value
from recovery_ai.letter import Letter, Section, SectionId
from recovery_ai.models.budget import Budget
from recovery_ai.models.protocol import Model, Outcome, Reply, Request
from recovery_ai.pack import Pack
from recovery_ai.parts import Part, parts
from recovery_ai.prompting import repair_request
from recovery_ai.reply import parse_reply
from recovery_ai.review import Review, review
from recovery_ai.slots import fill

ROUNDS = 2
"""Replies asked for at the most: the second one mends what the first one broke."""


class Revision(Value):
    """One section as it was and as the model would have it.

    Args:
        section: which one.
        before: its text, filled.
        after: its new text, filled; None when the model wrote none of use, and `detail` says why.
        letter: the whole letter with the new section in it.
        review: what the checks say of that letter.
        outcome: of the last request.
    """

    section: SectionId
    before: str
    after: str | None = None
    letter: Letter
    review: Review
    outcome: Outcome
    detail: str | None = None
    model: str


class _Try(NamedTuple):
    text: str
    letter: Letter
    review: Review

    @property
    def rank(self) -> tuple[int, int]:
        """Less is better: errors, then the other findings."""
        found = self.review.findings
        return sum(finding.severity == "error" for finding in found), len(found)


def wishes(pack: Pack) -> dict[str, str]:
    """Return what may be asked with one click: name -> what the model is told."""
    return {name: str(told) for name, told in pack.mapping("repair/wishes.yaml").items()}


async def revise(
    brief: Brief,
    pack: Pack,
    letter: Letter,
    section: SectionId,
    wish: str,
    model: Model,
    budget: Budget | None = None,
) -> Revision:
    """Have one section written again.

    Args:
        brief: the contract of the letter.
        pack: holds the prompts.
        letter: as it stands, whoever wrote it; its text counts.
        section: which section; it has to be found in the text.
        wish: what is asked of it, such as one of `wishes`; names and figures in it are hidden.
        model: writes it.
        budget: limits rounds (`ROUNDS` at the most) and seconds.

    Raises:
        ValueError: when the text has no such section.
    """
    old = review(letter, brief, pack)
    cut = parts(brief, old.provenance)
    place = next((part for part in cut if part.id == section), None)
    if place is None:
        raise ValueError(f"the letter has no section {section}")
    limits, hidden = budget or Budget(), masks_of(brief).veil(_slotted(wish, brief))
    best: _Try | None = None
    told, broken = _within(old.findings, place), letter.text[place.start : place.end]
    try:
        async with asyncio.timeout(limits.seconds):
            for turn in range(1, min(ROUNDS, limits.rounds) + 1):
                sections = _sections(brief, letter.text, cut, place, broken)
                request = repair_request(brief, pack, sections, told, [section], turn, hidden)
                reply = await model.complete(request)
                found, outcome, detail = _read(reply, request, brief, pack, letter, place)
                if found and (best is None or found.rank < best.rank):
                    best = found
                if found is None or found.rank[0] <= _errors(old):
                    break
                broken = found.text
                now = Part(section, place.start, place.start + len(found.text))
                told = _within(found.review.findings, now)
    except TimeoutError:
        outcome, detail = "timeout", "the budget's seconds ran out"
    return Revision(
        section=section,
        before=letter.text[place.start : place.end],
        after=best.text if best else None,
        letter=best.letter if best else letter,
        review=best.review if best else old,
        outcome=outcome,
        detail=detail,
        model=model.name,
    )


def _errors(found: Review) -> int:
    return sum(finding.severity == "error" for finding in found.findings)


def _within(findings: Sequence[Finding], place: Part) -> list[Finding]:
    """Return the findings of one section, filed under it."""
    return [
        finding.model_copy(update={"section": place.id})
        for finding in findings
        if finding.span and finding.span.start < place.end and place.start < finding.span.end
    ]


def _sections(
    brief: Brief, text: str, cut: Sequence[Part], place: Part, broken: str
) -> list[Section]:
    """Return the letter in sections, slotted, with `broken` in the place that is written again."""
    return [
        Section(
            id=part.id,
            text=_slotted(broken if part.id == place.id else text[part.start : part.end], brief),
        )
        for part in cut
    ]


def _slotted(text: str, brief: Brief) -> str:
    """Put the slots back where a letter shows what they stand for, the longest first."""
    for slot in sorted(brief.slots, key=lambda slot: -len(slot.shown)):
        if slot.kind != "private" and len(slot.shown) > 2:
            text = text.replace(slot.shown, slot.token)
    return text


def _read(
    reply: Reply, request: Request, brief: Brief, pack: Pack, letter: Letter, place: Part
) -> tuple[_Try | None, Outcome, str | None]:
    """Put the new section into the letter and judge it whole."""
    if reply.outcome != "ok":
        return None, reply.outcome, reply.detail
    parsed = parse_reply(reply.text, brief, request.sections)
    if parsed.problem:
        return None, "malformed", parsed.problem
    text = fill(parsed.sections[0].text, brief.slots).text
    whole = letter.text[: place.start] + text + letter.text[place.end :]
    new = Letter(subject=letter.subject, text=whole)
    return _Try(text, new, review(new, brief, pack)), "ok", None
