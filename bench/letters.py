"""The letters that everything is measured on: composed offline for every shipped incident."""

import itertools
import json
import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from recovery_ai import Brief, Incident, Letter, api
from recovery_ai.documents import read_incident
from recovery_ai.layout import make_letter
from recovery_ai.models.offline import Composer
from recovery_ai.reply import parse_reply

CASES = Path(__file__).resolve().parents[1] / "evals" / "incidents"
WORDS = 250
_STOP = re.compile(r"(?<=\w)(?=[.!?;](?:\s|$))")
PACK = api.load_pack()


class Sample(NamedTuple):
    """One case with its brief, a model's reply, and the letter made of it."""

    name: str
    incident: Incident
    brief: Brief
    reply: str
    letter: Letter

    @property
    def long(self) -> str:
        """The letter with its middle repeated until it has about 250 words."""
        first, *middle, last = self.letter.text.split("\n\n")
        count = len(f"{first} {last}".split())
        kept = [first]
        for paragraph in itertools.cycle(middle or [first]):
            kept.append(paragraph)
            count += len(paragraph.split())
            if count >= WORDS:
                return "\n\n".join([*kept, last])
        raise AssertionError("a cycle has no end")

    def fresh(self, number: int) -> str:
        """Return the long letter with a new word in every sentence, so that none is known."""
        word = "".join("bdfgklmnpr"[int(digit)] + "a" for digit in str(number))
        return _STOP.sub(f" {word}", self.long)

    def files(self, folder: Path) -> tuple[str, str]:
        """Write facts and letter into `folder` and return their paths."""
        facts, letter = folder / "facts.json", folder / "letter.txt"
        facts.write_text(self.incident.model_dump_json(), encoding="utf-8")
        letter.write_text(self.letter.text, encoding="utf-8")
        return str(facts), str(letter)

    def line(self, number: int) -> str:
        """Return the case and a fresh letter as one line for `check --jsonl`."""
        facts = self.incident.model_dump(mode="json")
        line = {"id": number, "facts": facts, "letter": self.fresh(number)}
        return json.dumps(line, ensure_ascii=False)


class _Samples:
    @cached_property
    def all(self) -> tuple[Sample, ...]:
        found = (_sample(path) for path in sorted(CASES.glob("*.yaml")))
        return tuple(one for one in found if one is not None)

    def __getitem__(self, index: int) -> Sample:
        return self.all[index]


def _sample(path: Path) -> Sample | None:
    incident = read_incident(str(path))
    if not api.triage(incident).drafts:
        return None
    brief = api.brief(incident)
    asked = tuple(section.id for section in brief.sections)
    reply = json.dumps(Composer(PACK).compose(brief, asked), ensure_ascii=False)
    parsed = parse_reply(reply, brief, asked)
    letter = make_letter(parsed.subject, parsed.sections, brief)
    return Sample(path.stem, incident, brief, reply, letter)


LETTERS = _Samples()
