"""A letter on the way: its sections, its review, and what has to be written again."""

from collections.abc import Sequence
from typing import NamedTuple

from recovery_ai.brief import Brief
from recovery_ai.findings import Finding
from recovery_ai.layout import make_letter
from recovery_ai.letter import Letter, Section, SectionId
from recovery_ai.pack import Pack
from recovery_ai.review import Review, review

# Sections that a missing element belongs to, first the one to rewrite.
HOMES: dict[str, tuple[SectionId, ...]] = {
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
QUIET: frozenset[str] = frozenset({"section_order", "too_long", "repeated_apology"})


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
    if finding.code in QUIET:
        return ()
    if finding.section in every:
        return (finding.section,)
    if finding.quote is not None and finding.span is None:
        return every[:1]  # the subject: it comes with every reply, so one section is enough to ask
    homes = [home for home in HOMES.get(finding.code, ()) if home in every]
    return tuple(homes[:1])
