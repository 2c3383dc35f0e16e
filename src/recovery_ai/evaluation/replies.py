"""Recorded replies: what a model answered, replayed where a model is asked.

A line of JSON holds one reply, found by a hash of everything the model was asked. A prompt that
has changed has another hash, so an old answer is never taken for an answer to a new question;
`rekey` binds the answers to the present questions and lists every one whose question has changed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from recovery_ai.documents import validate
from recovery_ai.errors import LetterError, MissingReply
from recovery_ai.evaluation.run import read_lines
from recovery_ai.incident import Value
from recovery_ai.letter import SectionId
from recovery_ai.models.protocol import Model, Reply, Request
from recovery_ai.result import digest

AGAIN = "written for the suite: the model says the same again"
LIVE = "recorded live"


class Asked(Value):
    """The parts of a question by their hashes, to say which of them has changed."""

    system: str
    user: str
    schema_: str = Field(alias="schema")
    sections: tuple[SectionId, ...]


class Said(Value):
    """A reply written by hand: subject and sections, of which a repair round takes what it asks."""

    subject: str
    sections: tuple[Mapping[str, Any], ...]


class Recording(Value):
    """One recorded reply.

    Args:
        key: the hash of the question.
        model: the name it is replayed under.
        case: the case id of the facts.
        round: 0 for the draft, then the number of the repair round.
        longer: the question was put again with more room.
        label: where the reply comes from.
        asked: the question by its parts.
        reply: a raw reply, word for word.
        said: a reply written by hand; neither of the two means the same words as before.
    """

    key: str
    model: str
    case: str
    round: int = 0
    longer: bool = False
    label: str
    asked: Asked
    reply: Reply | None = None
    said: Said | None = None

    @property
    def place(self) -> tuple[str, str, int, bool]:
        """Whose reply it is, to what, whatever the words of the question."""
        return self.model, self.case, self.round, self.longer

    def line(self) -> str:
        """Return the line of JSON."""
        data = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json.dumps(data, ensure_ascii=False) + "\n"


def request_key(request: Request) -> str:
    """Return the hash of all that a model is asked: messages, schema, sections, round."""
    return digest(
        *(f"{message.role}: {message.content}" for message in request.messages),
        json.dumps(dict(request.response_schema), sort_keys=True),
        ",".join(request.sections),
        f"{request.round} {request.longer}",
    )


def _case(request: Request) -> str:
    return request.brief.case_id if request.brief else ""


def record(request: Request, model: str, label: str, **answer: Any) -> Recording:
    """Return the recording of an answer to `request`."""
    said_by = {message.role: message.content for message in request.messages}
    return Recording(
        key=request_key(request),
        model=model,
        case=_case(request),
        round=request.round,
        longer=request.longer,
        label=label,
        asked=Asked(
            system=digest(said_by.get("system", ""))[:12],
            user=digest(said_by.get("user", ""))[:12],
            schema=digest(json.dumps(dict(request.response_schema), sort_keys=True))[:12],
            sections=request.sections,
        ),
        **answer,
    )


def read_replies(path: Path) -> dict[Path, tuple[Recording, ...]]:
    """Read a file of recorded replies, or every `*.jsonl` of a folder.

    Raises:
        LetterError: naming file and line, when one is no recording or stands twice.
    """
    paths = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    found = {one: tuple(_read(one)) for one in paths}
    if not any(found.values()):
        raise LetterError(str(path), "holds no recorded replies", "name a folder of *.jsonl files")
    return found


def _read(path: Path) -> Iterator[Recording]:
    seen: set[tuple[str, str]] = set()
    for place, data in read_lines(path):
        found = validate(Recording, data, place, error=LetterError)
        if (found.model, found.key) in seen:
            raise LetterError(place, "answers a question a second time", "keep one of the two")
        seen.add((found.model, found.key))
        yield found


class Recorded:
    """A model that answers from recordings, and raises `MissingReply` where there is none.

    Args:
        name: whose replies to give.
        recordings: those of any model.
    """

    def __init__(self, name: str, recordings: Sequence[Recording]) -> None:
        self.name = name
        self._mine = tuple(one for one in recordings if one.model == name)
        self._by_key = {one.key: one for one in self._mine}

    def answers(self, case: str) -> bool:
        """Say whether there is a reply to the draft of this case, old or new."""
        return any(one.case == case for one in self._mine)

    def digest(self, case: str) -> str:
        """Return the hash of all replies for one case: they decide its result."""
        return digest(*(one.line() for one in self._mine if one.case == case))

    async def complete(self, request: Request) -> Reply:
        """Return the recorded reply; raise `MissingReply`, naming the request."""
        found = self._by_key.get(request_key(request))
        if found is None:
            raise MissingReply(self._missing(request))
        return self._reply(found, request)

    def _reply(self, found: Recording, request: Request) -> Reply:
        if found.reply is not None:
            return found.reply.model_copy(update={"model": self.name})
        said = self._said(found.case, found.round)
        wanted = [said.sections[i] for i in _indices(said, request.sections)]
        text = json.dumps({"subject": said.subject, "sections": wanted}, ensure_ascii=False)
        return Reply(outcome="ok", text=text, model=self.name)

    def _said(self, case: str, turn: int) -> Said:
        """Return the words of this round, and under them those of the rounds before."""
        subject, sections = "", dict[str, Mapping[str, Any]]()
        earlier = [one for one in self._mine if one.case == case and one.round <= turn]
        for one in sorted(earlier, key=lambda one: one.round):
            if one.said is not None:
                subject = one.said.subject
                sections |= {str(section["id"]): section for section in one.said.sections}
        return Said(subject=subject, sections=tuple(sections.values()))

    def _missing(self, request: Request) -> str:
        case, asked = _case(request), ", ".join(request.sections)
        new = record(request, self.name, "")
        old = next((one for one in self._mine if one.place == new.place), None)
        where = f"{self.name} has no reply for case {case}, round {request.round} ({asked})"
        if old is None:
            return f"{where}: nobody recorded one; write one, or add --live and --record"
        return (
            f"{where}: this changed since it was recorded: {changed(old, new)}; "
            "run `recovery-ai eval drafts --rekey`, or record anew with --live and --record"
        )


def _indices(said: Said, asked: Sequence[str]) -> list[int]:
    ids = [section["id"] for section in said.sections]
    return [ids.index(one) for one in asked if one in ids]


def changed(old: Recording, new: Recording) -> str:
    """Name the parts of a question that are not what they were."""
    names = {
        "system": "system message",
        "user": "user message",
        "schema_": "schema",
        "sections": "list of sections",
    }
    differ = (told for part, told in names.items() if _part(old, part) != _part(new, part))
    return ", ".join(differ)


def _part(recording: Recording, part: str) -> object:
    return getattr(recording.asked, part)


class Rekeying(Recorded):
    """Answers by place, whatever the words of the question, and notes the new keys.

    A repair round that nobody wrote a reply for is answered with the same words again, as a model
    does that cannot do better; the loop then composes the section offline.
    """

    def __init__(self, name: str, recordings: Sequence[Recording]) -> None:
        super().__init__(name, recordings)
        self._by_place = {one.place: one for one in self._mine}
        self.bound: dict[tuple[str, str, int, bool], Recording] = {}
        self.notes: list[str] = []

    async def complete(self, request: Request) -> Reply:
        """Return the reply of this place, bound to the present question."""
        asked = record(request, self.name, AGAIN)
        old = self._by_place.get(asked.place)
        if old is None and not (request.round and self.answers(asked.case)):
            raise MissingReply(self._missing(request))
        new = asked
        if old is not None:
            new = old.model_copy(update={"key": asked.key, "asked": asked.asked})
        self.bound[new.place] = new
        if old is None or old.key != new.key:
            what = changed(old, new) + " changed" if old else "repeats itself"
            self.notes.append(f"{self.name}, case {new.case}, round {new.round}: {what}")
        return self._reply(new, request)

    def rebound(self, recordings: Sequence[Recording]) -> tuple[Recording, ...]:
        """Return the recordings of a file with their new keys; repeats nobody asks for go."""
        mine = {one.place: one for one in recordings if one.model == self.name}
        kept = {p: one for p, one in mine.items() if p in self.bound or one.said or one.reply}
        all_mine = sorted((kept | self.bound).values(), key=lambda one: (one.case, one.round))
        return (*(one for one in recordings if one.model != self.name), *all_mine)


class Recorder:
    """Passes questions on to a live model and appends every answer to a file."""

    def __init__(self, model: Model, path: Path) -> None:
        self.name = model.name
        self._model, self._path = model, path

    async def complete(self, request: Request) -> Reply:
        """Ask, and append the answer."""
        reply = await self._model.complete(request)
        line = record(request, self.name, LIVE, reply=reply).line()
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line)
        return reply
