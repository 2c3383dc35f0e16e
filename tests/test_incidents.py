"""The shipped incidents: every letter composed for them is accepted and proved."""

import re
from pathlib import Path

import pytest

from recovery_ai import api
from recovery_ai.documents import read_incident
from recovery_ai.evaluation.replies import Recording, read_replies
from recovery_ai.layout import make_letter
from recovery_ai.reply import parse_reply
from recovery_ai.review import Review, review

ROOT = Path(__file__).resolve().parents[1]
PATHS = sorted((ROOT / "evals" / "incidents").glob("*.yaml"))
_REPLIES = ROOT / "evals" / "replies" / "good.jsonl"
GOOD = [one for one in read_replies(_REPLIES)[_REPLIES] if not one.round]
INCIDENTS = {one.case_id: one for one in (read_incident(str(path)) for path in PATHS)}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_composed_letter_is_proved_or_not_due(path: Path) -> None:
    incident = read_incident(str(path))
    result = api.draft(incident)
    if result.triage.route in {"escalate_legal", "log_as_feedback"}:
        assert (result.status, result.letter) == ("not_drafted", None)
        return
    told = [(finding.code, finding.quote) for finding in result.findings]
    assert (result.status, result.proved, told) == ("accepted", True, [])
    assert result.record.notes == (
        "Composed offline from the phrase bank; no language model was used.",
    )


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_composed_letter_says_nothing_twice(path: Path) -> None:
    letter = api.draft(read_incident(str(path))).letter
    if letter is None:
        return
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", letter.text) if len(s) > 12]
    assert len(sentences) == len(set(sentences))
    assert "[[" not in letter.text
    assert "{" not in letter.text


def test_incidents_cover_the_ground() -> None:
    found = [read_incident(str(path)) for path in PATHS]
    assert len(found) >= 30
    assert {one.language for one in found} == {"en", "id", "el"}
    assert {one.stage for one in found} == {"acknowledgement", "resolution"}
    assert len({one.category for one in found}) == 6
    assert {one.relationship for one in found} == {"one_off", "ongoing"}
    assert any(one.audience == "all_affected" for one in found)


def judged(one: Recording) -> Review:
    assert one.said is not None
    brief, pack = api.brief(INCIDENTS[one.case]), api.load_pack()
    asked = tuple(section.id for section in brief.sections)
    reply = parse_reply(one.said.model_dump_json(), brief, asked)
    assert reply.problem is None
    return review(make_letter(reply.subject, reply.sections, brief), brief, pack)


@pytest.mark.parametrize("one", GOOD, ids=lambda one: one.case)
def test_honest_reply_is_accepted(one: Recording) -> None:
    found = judged(one)
    told = [(one.code, one.quote) for one in found.findings if one.severity == "error"]
    assert told == []
