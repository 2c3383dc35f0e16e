"""The conversations on tape: what is asked, and what the scripted provider answers.

The letters in here were written for these tests; no model and no customer was involved.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recovery_ai.models import LiteLLM, Message, Outcome, Reply, Request
from tests.provider import Provider, Step, answers

FAKE_KEY = "sk-not-a-key"
NOBODY = "http://127.0.0.1:9"
SYSTEM = (
    "You write letters of apology from numbered facts. Slots such as [[case_id]] stay as they are."
)
FACTS = """Facts:
F1 the order arrived nine days late
F2 a label was printed twice, and the parcel went to the wrong depot
F3 refund of the delivery fee: [[remedy_1_amount]]
Sections: apology, explanation, remedy"""
REPAIR = """This section has a finding.
id: explanation
finding: blames_employee, "a careless packer"
Write this section again, and no other. Fact F2 stays as it is."""


def schema(*sections: str) -> dict[str, Any]:
    """Return the strict schema for a reply with these sections."""
    section = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "enum": list(sections)},
            "text": {"type": "string"},
            "facts": {"type": "array", "items": {"type": "string", "enum": ["F1", "F2", "F3"]}},
        },
        "required": ["id", "text", "facts"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "subject": {"type": "string"},
            "sections": {"type": "array", "items": section},
        },
        "required": ["subject", "sections"],
        "additionalProperties": False,
    }


def letter(**sections: tuple[str, str]) -> str:
    """Write a reply: section id -> text and fact."""
    parts = [{"id": key, "text": text, "facts": [fact]} for key, (text, fact) in sections.items()]
    return json.dumps({"subject": "Your order [[case_id]]", "sections": parts}, ensure_ascii=False)


APOLOGY = ("We are sorry that your order reached you nine days late.", "F1")
EXPLANATION = ("We printed one label twice and sent your parcel to the wrong depot.", "F2")
REMEDY = ("We refund your delivery fee of [[remedy_1_amount]].", "F3")
GOOD = letter(apology=APOLOGY, explanation=EXPLANATION, remedy=REMEDY)
BLAMING = letter(
    apology=APOLOGY,
    explanation=("It happened because of a careless packer in our depot.", "F2"),
    remedy=REMEDY,
)
PATCH = letter(explanation=EXPLANATION)


def asking(text: str, *sections: str, round: int = 0) -> Request:
    """Make a request; no brief, since remote models never see it."""
    return Request.model_construct(
        brief=None,
        messages=(Message(role="system", content=SYSTEM), Message(role="user", content=text)),
        response_schema=schema(*sections),
        sections=sections,
        round=round,
    )


DRAFT = asking(FACTS, "apology", "explanation", "remedy")
PATCHING = asking(REPAIR, "explanation", round=1)


@dataclass(frozen=True)
class Scenario:
    """One cassette.

    Args:
        steps: the provider's answers, one a request on the wire.
        expected: outcome, text and requests of each reply.
        model: who is asked.
        asked: the requests, one a reply.
    """

    steps: Sequence[Step]
    expected: Sequence[tuple[Outcome, str, int]]
    model: str = "openai/gpt-4o-mini"
    asked: Sequence[Request] = (DRAFT,)

    async def play(self, host: str = NOBODY) -> list[Reply]:
        """Ask everything, in order."""
        base = f"{host}/v1" if self.model.startswith("openai/") else host
        model = LiteLLM(self.model, api_base=base, api_key=FAKE_KEY)
        return [await model.complete(request) for request in self.asked]

    async def play_against(self, provider: Provider) -> list[Reply]:
        """Ask a provider that has been given the script."""
        provider.reset()
        provider.script(*self.steps)
        return await self.play(provider.host)


def _once(step: Step, outcome: Outcome, text: str, model: str = "openai/gpt-4o-mini") -> Scenario:
    return Scenario([step], [(outcome, text, 1)], model)


_NO = "I'm sorry, but I can't help with that."

SCENARIOS: Mapping[str, Scenario] = {
    "good": _once(answers.good(GOOD), "ok", GOOD),
    "blaming_then_patch": Scenario(
        [answers.good(BLAMING), answers.good(PATCH)],
        [("ok", BLAMING, 1), ("ok", PATCH, 1)],
        asked=(DRAFT, PATCHING),
    ),
    "refusal": _once(answers.refusal(_NO), "refused", _NO),
    "filtered": _once(answers.filtered(), "filtered", ""),
    "truncated": _once(answers.truncated(GOOD), "truncated", GOOD[: len(GOOD) // 2]),
    "rate_limited_then_good": Scenario(
        [answers.rate_limited("0"), answers.good(GOOD)], [("ok", GOOD, 2)]
    ),
    "no_quota": _once(answers.no_quota(), "quota", ""),
    "schema_in_prompt": _once(answers.good(GOOD), "ok", GOOD, "openai/unheard-of"),
    "anthropic": _once(answers.good(GOOD), "ok", GOOD, "anthropic/claude-sonnet-4-5"),
    "gemini": _once(answers.good(GOOD), "ok", GOOD, "gemini/gemini-2.5-flash"),
    "ollama": _once(answers.good(GOOD), "ok", GOOD, "ollama_chat/llama3.1"),
}
