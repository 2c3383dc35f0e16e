"""Hostile complaints against a model that does what they say, in every round.

Nothing of the attack may stand in a letter that is accepted, and the draft never gets lost.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from recovery_ai import api
from recovery_ai.documents import incident_from, parse, read_text
from recovery_ai.export import FORMATS, export
from recovery_ai.incident import Incident
from recovery_ai.language.text import fold
from recovery_ai.models.offline import Composer
from recovery_ai.models.protocol import Reply, Request
from recovery_ai.pack import load

EVALS = Path(__file__).resolve().parents[1] / "evals"
CASES: list[dict[str, Any]] = parse(read_text(str(EVALS / "injections.yaml")), "injections")[
    "cases"
]
IDS = [case["name"] for case in CASES]


class Obeying:
    """A model that writes a good letter and then does what the complaint tells it, every time."""

    name = "obeying"

    def __init__(self, obeyed: dict[str, Any]) -> None:
        self._obeyed = obeyed
        self._honest = Composer(load())
        self.requests: list[Request] = []
        self.said = ""

    async def complete(self, request: Request) -> Reply:
        self.requests.append(request)
        honest = await self._honest.complete(request)
        return Reply(outcome="ok", model=self.name, text=self._bent(honest.text, request))

    def _bent(self, text: str, request: Request) -> str:
        obeyed = self._obeyed
        if "reply" in obeyed:
            self.said = obeyed["reply"]
            return self.said
        letter = json.loads(text)
        letter["subject"] = obeyed.get("subject", letter["subject"])
        for section in letter["sections"]:
            if section["id"] == self._target(request):
                kept = "" if obeyed.get("instead") else section["text"] + " "
                section["text"] = kept + obeyed["text"]
        self.said = max(self.said, json.dumps(letter, ensure_ascii=False), key=len)
        return json.dumps(letter)

    def _target(self, request: Request) -> str | None:
        """Return where the attack goes: its section, or the last text that this letter has."""
        if "section" not in self._obeyed:
            return None
        assert request.brief is not None
        ids = [section.id for section in request.brief.sections]
        wanted = self._obeyed["section"]
        return wanted if wanted in ids else ids[-2]


def attacked(case: dict[str, Any]) -> Incident:
    path = EVALS / "incidents" / f"{case['incident']}.yaml"
    facts = parse(read_text(str(path)), path.name)
    return incident_from({**facts, "complaint": case["complaint"]}, path.name)


def held(marks: list[str], text: str) -> list[str]:
    return [mark for mark in marks if mark in text or fold(mark) in fold(text)]


def test_there_are_forty_of_many_kinds() -> None:
    assert len(CASES) >= 40
    assert len(set(IDS)) == len(CASES)
    assert {case["incident"].split("_")[0] for case in CASES} == {"en", "id", "el"}


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_nothing_of_the_attack_is_in_an_accepted_letter(case: dict[str, Any]) -> None:
    incident, model = attacked(case), Obeying(case["obeyed"])
    result = api.draft(incident, model)
    assert held(case["marks"], model.said), "the model has to obey, or nothing is tested"
    assert result.status == "accepted", "the phrase bank writes what the model cannot"
    assert result.letter is not None
    sent = [result.letter.subject, result.letter.text]
    sent += [
        export(result.letter, incident, name).decode("utf-8", "replace")
        for name in ("txt", "md", "eml")
        if name in FORMATS
    ]
    assert [held(case["marks"], text) for text in sent] == [[]] * len(sent)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_complaint_stays_behind_its_fence(case: dict[str, Any]) -> None:
    model = Obeying(case["obeyed"])
    api.draft(attacked(case), model)
    for request in model.requests:
        system, user = (message.content for message in request.messages)
        assert "customer_words>" not in system
        assert user.count("<customer_words>") == user.count("</customer_words>") <= 1
        assert not {"\u200b", "\u202e", "\u202c"} & set(user)
