"""Mending: what a person can put in place of what is wrong, in the phrase bank's words or none."""

from collections.abc import Mapping, Sequence

from recovery_ai.brief import Brief
from recovery_ai.candidate import HOMES
from recovery_ai.findings import Finding, Span
from recovery_ai.incident import Value
from recovery_ai.letter import SectionId
from recovery_ai.pack import Pack
from recovery_ai.parts import Part, parts
from recovery_ai.proof import Provenance
from recovery_ai.review import Review
from recovery_ai.slots import fill

# Where nothing but another wording helps, and leaving the sentence out would mend nothing.
_KEPT = frozenset({"wrong_recipient", "wrong_language", "unknown_slot", "section_order"})
_FRAME = frozenset({"greeting", "signature"})


class Proposal(Value):
    """A change that answers a finding.

    Args:
        finding: which finding, as its place in the review.
        span: what is replaced; empty where something is put in.
        text: what comes there; empty where a sentence is left out.
    """

    finding: int
    span: Span
    text: str


def sections_of(brief: Brief, pack: Pack) -> Mapping[SectionId, str]:
    """Return each section as the phrase bank would write it, filled; nothing without a bank."""
    from recovery_ai.models.offline import Composer  # late: for those who ask

    if f"phrases/{brief.tongue}.yaml" not in pack.files:
        return {}
    asked = [section.id for section in brief.sections]
    written = Composer(pack).compose(brief, asked)["sections"]
    return {one["id"]: fill(one["text"], brief.slots).text for one in written}


def proposals(
    brief: Brief, text: str, found: Review, bank: Mapping[SectionId, str]
) -> tuple[Proposal, ...]:
    """Return what would answer each finding: words that are missing, a sentence to leave out.

    Args:
        brief: the contract.
        text: the letter, filled.
        found: its review.
        bank: what `sections_of` returned for this brief.
    """
    cut = parts(brief, found.provenance)
    offers: list[Proposal] = []
    for index, finding in enumerate(found.findings):
        if finding.span is None:
            offers += _missing(index, finding, brief, cut, bank)
        elif finding.code not in _KEPT:
            offers += _left_out(index, finding.span, text, found.provenance)
    return tuple(offers)


def _missing(
    index: int,
    finding: Finding,
    brief: Brief,
    cut: Sequence[Part],
    bank: Mapping[SectionId, str],
) -> list[Proposal]:
    """Offer the section that the element belongs to, at its place in the framework."""
    homes = [home for home in HOMES.get(finding.code, ()) if home in bank]
    if not homes:
        return []
    home = homes[0]
    if there := next((part for part in cut if part.id == home), None):
        span = Span(start=there.start, end=there.end)
        return [Proposal(finding=index, span=span, text=bank[home])]
    order = [section.id for section in brief.sections]
    before = [part for part in cut if order.index(part.id) < order.index(home)]
    place = before[-1].end if before else 0
    words = f"\n\n{bank[home]}" if before else f"{bank[home]}\n\n"
    return [Proposal(finding=index, span=Span(start=place, end=place), text=words)]


def _left_out(
    index: int, span: Span, text: str, provenance: Sequence[Provenance]
) -> list[Proposal]:
    """Offer the letter without the sentences that the finding lies in."""
    touched = [one for one in provenance if one.span.start < span.end and span.start < one.span.end]
    if not touched or any(one.role in _FRAME for one in touched):
        return []
    start, end = touched[0].span.start, touched[-1].span.end
    before, after = text[:start], text[end:]
    if after.startswith(" "):
        end += 1
    elif before.endswith((" ", "\n\n")):
        start -= len(before) - len(before.rstrip())
    return [Proposal(finding=index, span=Span(start=start, end=end), text="")]
