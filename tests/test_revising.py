"""One section is written again as asked, by the repair prompt, and judged like every letter."""

import json

import pytest

from recovery_ai import Letter, Reply, brief, draft, load_pack
from recovery_ai.letter import SectionId
from recovery_ai.models import run
from recovery_ai.revising import Revision, revise, wishes
from recovery_ai.testing import Line, ScriptedModel
from tests.facts import facts

REMEDY = "You get [[remedy_1_amount]] back by [[remedy_1_due]]."
BLAME = "You should have read the terms."


def said(text: str, section: str = "remedy") -> str:
    written = [{"id": section, "text": text, "facts": ["F5"]}]
    return json.dumps({"subject": "Another subject", "sections": written})


def letter_of(tongue: str = "en") -> Letter:
    letter = draft(facts(tongue)).letter
    assert letter is not None
    return Letter(subject=letter.subject, text=letter.text)


def revised(
    *lines: Line, letter: Letter | None = None, section: SectionId = "remedy"
) -> tuple[Revision, ScriptedModel]:
    model = ScriptedModel(lines)
    wish = wishes(load_pack())["shorter"]
    found = run(revise(brief(facts()), load_pack(), letter or letter_of(), section, wish, model))
    return found, model


def test_only_the_section_asked_for_changes() -> None:
    old = letter_of()
    found, model = revised(said(REMEDY))
    assert found.after == "You get £34.50 back by 2 March 2026."
    assert found.letter.text == old.text.replace(found.before, found.after)
    assert found.letter.subject == old.subject
    assert found.review.accepted, found.review.findings
    assert len(model.history) == 1


def test_the_model_is_asked_by_the_repair_prompt_and_sees_no_identity() -> None:
    _, model = revised(said(REMEDY))
    prompt = "\n".join(message.content for message in model.history[0].messages)
    assert wishes(load_pack())["shorter"] in prompt
    assert "[remedy] We will refund the delivery fee, [[remedy_1_amount]]" in prompt
    for private in ("Lindqvist", "TW-4471", "34.50", "Fenwright", "Zebulon"):
        assert private not in prompt
    assert model.history[0].sections == ("remedy",)


def test_a_wish_in_own_words_is_hidden_like_the_letter() -> None:
    model = ScriptedModel([said(REMEDY)])
    wish = "Say to Amara Lindqvist that the £34.50 come back."
    run(revise(brief(facts()), load_pack(), letter_of(), "remedy", wish, model))
    prompt = model.history[0].messages[-1].content
    assert "come back" in prompt
    assert "Lindqvist" not in prompt
    assert "34.50" not in prompt


def test_a_section_that_violates_is_asked_for_once_more() -> None:
    found, model = revised(said(f"{REMEDY} {BLAME}"), said(REMEDY))
    assert found.review.accepted
    assert len(model.history) == 2
    again = model.history[1].messages[-1].content
    assert "blames_customer" in again
    assert BLAME in again


def test_the_better_of_two_bad_ones_is_shown_with_its_findings() -> None:
    found, _ = revised(said(f"{REMEDY} {BLAME}"), said(f"{REMEDY} {BLAME} You get 99 GBP more."))
    assert found.after is not None
    assert found.after.endswith(BLAME)
    assert "blames_customer" in {one.code for one in found.review.findings}


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("no JSON at all", "malformed"),
        (said(REMEDY, "apology"), "malformed"),
        (Reply(outcome="refused", model="scripted", detail="declined"), "refused"),
    ],
)
def test_a_reply_of_no_use_leaves_the_letter_as_it_was(line: Line, outcome: str) -> None:
    old = letter_of()
    found, _ = revised(line)
    assert (found.after, found.outcome) == (None, outcome)
    assert found.detail
    assert found.letter == old


def test_a_text_that_a_person_edited_is_revised_in_its_place() -> None:
    old = letter_of()
    mine = Letter(subject=old.subject, text=old.text.replace("You waited", "I know: you waited"))
    found, _ = revised(said(REMEDY), letter=mine)
    assert "I know: you waited" in found.letter.text
    with pytest.raises(ValueError, match="no section decision"):
        revised(said(REMEDY), section="decision")


@pytest.mark.parametrize("tongue", ["id", "el"])
def test_other_languages_are_revised(tongue: str) -> None:
    old = letter_of(tongue)
    bank = old.text
    model = ScriptedModel([said("[[remedy_1_amount]] [[remedy_1_due]]")])
    pack = load_pack()
    found = run(revise(brief(facts(tongue)), pack, old, "remedy", "Shorter.", model))
    assert found.after is not None
    assert found.letter.text == bank.replace(found.before, found.after)
