"""The cascade: checks first, then a judge for the few sentences that nothing vouches for.

A recorded opinion answers one sentence of one case, whatever else the judge is asked beside it, so
that opinions stay good while rules change. `open_questions` tells what has no opinion yet: exactly
what a judge would see, and nothing of what the checks found.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from recovery_ai.brief import Brief, make_brief
from recovery_ai.documents import validate
from recovery_ai.errors import LetterError, MissingReply
from recovery_ai.evaluation.corpus import Corpus
from recovery_ai.evaluation.run import read_lines
from recovery_ai.findings import Code
from recovery_ai.incident import Value
from recovery_ai.judging import Docket, docket, merge, read_judgement
from recovery_ai.letter import Letter
from recovery_ai.models.protocol import Reply
from recovery_ai.pack import Pack
from recovery_ai.result import digest, facts_digest
from recovery_ai.review import Review, review
from recovery_ai.triage import triage

Second = Callable[[Letter, Brief, Pack, Review], tuple[Review, int]]


class Quoted(Value):
    """A finding as a judge says it."""

    code: Code
    quote: str


class Opinion(Value):
    """What somebody who saw only what a judge sees said of one sentence.

    Args:
        key: of the facts and the sentence, see `key_of`.
        label: who said it, and how.
    """

    key: str
    verdict: Literal["fine", "finding"]
    findings: tuple[Quoted, ...] = ()
    label: str = ""


def key_of(brief: Brief, text: str) -> str:
    """Return the key of one masked sentence of one case."""
    return digest(facts_digest(brief.incident), text)[:24]


def read_opinions(path: Path) -> dict[str, Opinion]:
    """Read recorded opinions, one a line.

    Raises:
        LetterError: a line is no opinion, or one sentence has two.
    """
    found: dict[str, Opinion] = {}
    for place, data in read_lines(path):
        one = validate(Opinion, data, place, error=LetterError)
        if one.key in found:
            raise LetterError(place, "answers a sentence that is answered already", "keep one")
        found[one.key] = one
    return found


def recorded(opinions: Mapping[str, Opinion]) -> Second:
    """Return a judge that says what was recorded.

    Raises:
        MissingReply: by the judge, for a sentence without an opinion.
    """

    def second(letter: Letter, brief: Brief, pack: Pack, found: Review) -> tuple[Review, int]:
        case = docket(brief, pack, found)
        if case is None:
            return found, 0
        word = read_judgement(_reply(case, opinions), case, letter, pack)
        return merge(found, word), len(word.read)

    return second


def _reply(case: Docket, opinions: Mapping[str, Opinion]) -> Reply:
    said = []
    for one in case.asked:
        opinion = opinions.get(key_of(case.brief, one.text))
        if opinion is None:
            raise MissingReply(
                f"no opinion is recorded on sentence {one.number} of case "
                f"{case.brief.case_id}; write the open ones with --docket and answer them"
            )
        said.append({
            "number": one.number,
            "verdict": opinion.verdict,
            "findings": [finding.model_dump() for finding in opinion.findings],
        })
    return Reply(outcome="ok", model="recorded/judge", text=json.dumps({"sentences": said}))


def open_questions(
    corpus: Corpus, pack: Pack, opinions: Mapping[str, Opinion]
) -> Iterator[dict[str, Any]]:
    """Yield, for each letter, what a judge would be asked that nobody has answered yet."""
    asked: set[str] = set(opinions)
    for case in corpus.cases:
        brief = make_brief(case.incident, triage(case.incident, pack), pack)
        found = docket(brief, pack, review(Letter(text=case.letter), brief, pack))
        keys = {one.number: key_of(brief, one.text) for one in found.asked} if found else {}
        wanted = {number: key for number, key in keys.items() if key not in asked}
        if found and wanted:
            asked |= set(wanted.values())
            yield {"keys": wanted, "user": found.request.messages[1].content}


def as_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as lines of JSON."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
