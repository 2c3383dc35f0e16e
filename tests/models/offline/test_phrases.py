"""The phrase bank: which phrase a case gets, that every one holds, and what a gap in it says."""

from dataclasses import replace
from typing import Any

import pytest

from recovery_ai import Draft, brief, draft, load_pack
from recovery_ai.errors import PackError
from recovery_ai.models.offline.composer import Composer
from tests.facts import LANGUAGES, MISSING, facts

CASES = [f"TW-{number}" for number in range(4400, 4408)]
KINDS: dict[str, dict[str, Any]] = {
    "outage": {"category": "service_outage"},
    "shared": {"category": "poor_service", "fault": "shared"},
    "supplier": {"category": "product_quality", "fault": "third_party"},
    "found by us": {"category": "other", "complaint": MISSING, "discovered_by": "us"},
    "first answer": {"stage": "acknowledgement", "next_update_by": "2026-03-05"},
}


def written(tongue: str, case: str, told: dict[str, Any]) -> Draft:
    return draft(facts(tongue, case_id=case, **told))


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_phrase_a_case_gets_is_vouched_for_at_once(tongue: str, kind: str) -> None:
    for case in CASES:
        result = written(tongue, case, KINDS[kind])
        assert (result.status, result.proved) == ("accepted", True), result.letter
        assert len(result.attempts) == 1, result.attempts[0].findings


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_letters_vary_by_case_and_one_case_gets_one_letter(tongue: str) -> None:
    texts = [str(written(tongue, case, {}).letter) for case in CASES]
    closings = {
        section.text
        for case in CASES
        for section in (written(tongue, case, {}).letter or pytest.fail()).sections
        if section.id == "closing"
    }
    assert len(closings) > 2
    assert texts == [str(written(tongue, case, {}).letter) for case in CASES]


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_another_round_tries_other_words(tongue: str) -> None:
    asked = brief(facts(tongue))
    ids = [section.id for section in asked.sections]
    first, second = (Composer().compose(asked, ids, turn)["sections"] for turn in (0, 1))
    same = [one["id"] for one, other in zip(first, second, strict=True) if one == other]
    assert len(same) < len(ids) / 2


def test_a_gap_in_the_bank_is_named() -> None:
    pack = load_pack()
    file = "phrases/en.yaml"
    bank = pack.files[file].replace("\nsubject:", "\nno_subject:")
    broken = replace(pack, files={**pack.files, file: bank})
    with pytest.raises(PackError, match=r"phrases/en\.yaml: subject\.\w+\.\w+: has no phrase"):
        Composer(broken).compose(brief(facts()), ["greeting"])
