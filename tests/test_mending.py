"""What is offered for a finding answers it, and the letter is sectioned whoever wrote it."""

import pytest

from recovery_ai import brief, check, draft, load_pack
from recovery_ai.letter import SectionId
from recovery_ai.mending import Proposal, proposals, sections_of
from recovery_ai.parts import parts
from tests.facts import facts

BLAME = "You should have read the terms, so this is your own fault."


def offered(text: str) -> tuple[Proposal, ...]:
    contract = brief(facts())
    bank = sections_of(contract, load_pack())
    return proposals(contract, text, check(facts(), text), bank)


def mended(text: str, offer: Proposal) -> str:
    return text[: offer.span.start] + offer.text + text[offer.span.end :]


def text_of(tongue: str = "en") -> str:
    letter = draft(facts(tongue)).letter
    assert letter is not None
    return letter.text


def test_a_sentence_that_violates_is_left_out_without_a_trace() -> None:
    good = text_of()
    for bad in (f"{good}\n\n{BLAME}", good.replace("You waited", f"{BLAME} You waited")):
        first = offered(bad)[0]
        assert mended(bad, first) == good


@pytest.mark.parametrize(
    ("section", "code"),
    [
        ("remedy", "missing_remedy"),
        ("prevention", "missing_prevention"),
        ("acknowledgement", "missing_acknowledgement"),
    ],
)
def test_what_is_missing_is_offered_at_its_place(section: SectionId, code: str) -> None:
    good = text_of()
    words = sections_of(brief(facts()), load_pack())[section]
    poor = good.replace(words, "").replace("\n\n\n\n", "\n\n").replace(" \n", "\n")
    found = check(facts(), poor)
    at = next(i for i, finding in enumerate(found.findings) if finding.code == code)
    offer = next(one for one in offered(poor) if one.finding == at)
    again = check(facts(), mended(poor, offer))
    assert again.accepted, again.findings


@pytest.mark.parametrize("tongue", ["en", "id", "el"])
def test_a_draft_is_cut_where_its_sections_begin(tongue: str) -> None:
    result = draft(facts(tongue))
    assert result.letter is not None
    text = result.letter.text
    contract = brief(facts(tongue))
    cut = parts(contract, check(facts(tongue), text).provenance)
    bank = sections_of(contract, load_pack())
    wanted = [section.id for section in contract.sections if section.id in bank]
    assert [part.id for part in cut] == wanted
    for part in cut:
        assert text[part.start : part.end] == bank[part.id]
