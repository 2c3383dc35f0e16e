"""The composer: a deterministic `Model` that writes from the brief with the phrase bank.

Every sentence is a phrase of `prompts/phrases/` around words of a numbered fact, so its letters are
proved by construction. It is chosen by name (`offline`) and says so in the record.
"""

import json
import re
import time
from collections.abc import Sequence
from typing import Any

from recovery_ai.brief import Brief
from recovery_ai.letter import SectionId
from recovery_ai.models.offline.phrases import Phrases
from recovery_ai.models.offline.telling import Voice
from recovery_ai.models.offline.writer import Writer
from recovery_ai.models.protocol import Reply, Request
from recovery_ai.pack import Pack, load

_MID_NAME = re.compile(r"(?<=[\w,] )[A-Z][a-z]+")


class Composer:
    """Writes letters offline; the same brief and round always give the same letter."""

    name = "offline"

    def __init__(self, pack: Pack | None = None) -> None:
        self._pack = pack or load()

    async def complete(self, request: Request) -> Reply:
        """Write the sections asked for; a language without a phrase bank is `unavailable`."""
        started = time.perf_counter()
        brief = request.brief
        if brief is None:
            return self._unable("offline only writes letters; choose a model")
        if f"phrases/{brief.tongue}.yaml" not in self._pack.files:
            return self._unable(f"the phrase bank has no `{brief.tongue}`; choose a model")
        written = self.compose(brief, request.sections, request.round)
        text = json.dumps(written, ensure_ascii=False)
        ms = int((time.perf_counter() - started) * 1000)
        return Reply(outcome="ok", text=text, model=self.name, answered=self.name, ms=ms, calls=0)

    def _unable(self, why: str) -> Reply:
        return Reply(outcome="unavailable", model=self.name, calls=0, detail=why)

    def compose(self, brief: Brief, asked: Sequence[SectionId], round: int = 0) -> dict[str, Any]:
        """Return subject and sections in the form of DESIGN 3.7, each round in other phrases."""
        phrases = Phrases(brief, self._pack.mapping(f"phrases/{brief.tongue}.yaml"), round)
        writer = Writer(brief, phrases, _voice(brief, phrases.reader))
        sections = [
            {"id": section.id, "text": writer.write(section.id), "facts": list(section.facts)}
            for section in brief.sections
            if section.id in asked
        ]
        return {"subject": writer.subject(), "sections": [s for s in sections if s["text"]]}


def _voice(brief: Brief, address: str) -> Voice:
    """Return the voice of the brief's language; only that one is loaded."""
    texts = [fact.plain for fact in brief.facts if fact.kind not in {"sender", "reference"}]
    names = frozenset(name for text in texts for name in _MID_NAME.findall(text))
    if brief.tongue == "id":
        from recovery_ai.models.offline.indonesian import Indonesian

        return Indonesian(address, names)
    if brief.tongue == "el":
        from recovery_ai.models.offline.greek import Greek

        return Greek()
    from recovery_ai.models.offline.english import English
    from recovery_ai.models.offline.english_reader import Reader, pronoun_of

    many = brief.audience == "all_affected"
    pronoun = "they" if many else pronoun_of(brief.title, texts)
    return English(Reader(pronoun, many, _senders(brief)), names)


def _senders(brief: Brief) -> frozenset[str]:
    """Return the slots with a part of the sender's name, which is not the reader's."""
    own, other = brief.incident.customer.name.split(), brief.incident.sender.name.split()
    return frozenset(
        slot.name
        for slot in brief.slots
        if slot.kind == "name" and slot.original in other and slot.original not in own
    )
