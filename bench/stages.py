"""Stages: microseconds of CPU time for each step around a model call."""

import json
import statistics
import time
from collections.abc import Callable

from bench.letters import LETTERS, PACK, Sample
from bench.table import Line
from recovery_ai import Letter, api, draft
from recovery_ai.brief import make_brief
from recovery_ai.layout import make_letter
from recovery_ai.models import run
from recovery_ai.models.protocol import Reply, Request
from recovery_ai.prompting import draft_request
from recovery_ai.reply import parse_reply
from recovery_ai.result import digest, facts_digest
from recovery_ai.review import review
from recovery_ai.triage import triage


class Echo:
    """A model that answers at once with the reply it was given."""

    name = "echo"

    def __init__(self, text: str) -> None:
        self._text = text

    async def complete(self, request: Request) -> Reply:
        """Answer."""
        del request
        return Reply(outcome="ok", text=self._text, model=self.name)


def cpu(work: Callable[[], object], times: int) -> float:
    """Return the median CPU time of one call, in microseconds."""
    work()
    taken = []
    for _ in range(times):
        started = time.process_time_ns()
        work()
        taken.append((time.process_time_ns() - started) / 1000)
    return statistics.median(taken)


def measure(*, full: bool) -> list[Line]:
    """Measure review and stages over all shipped incidents."""
    times = 25 if full else 7
    samples = LETTERS.all
    known = sorted(cpu(_review(one), times) for one in samples)
    reviews = sorted(cpu(_review_fresh(one, times), times) for one in samples)
    p99 = reviews[min(len(reviews) - 1, int(len(reviews) * 0.99))]
    words = statistics.mean(len(one.long.split()) for one in samples)
    stages = {name: [cpu(stage(one), times) for one in samples] for name, stage in STAGES.items()}
    typical = {name: statistics.median(taken) for name, taken in stages.items()}
    whole = statistics.median(cpu(_whole(one), times) for one in samples)
    facts = samples[0].incident.model_dump_json()
    return [
        Line("yardstick: json.loads of one case", cpu(lambda: json.loads(facts), 99), "us"),
        Line(
            "review, letter of 250 words, median",
            statistics.median(reviews),
            "us",
            2000,
            note=f"{len(samples)} letters, {words:.0f} words, no sentence seen before",
        ),
        Line("review, letter of 250 words, p99", p99, "us", 5000),
        Line("review of the same letter again, median", statistics.median(known), "us"),
        *(Line(f"stage: {name}", taken, "us") for name, taken in typical.items()),
        Line("all stages around one model call", sum(typical.values()), "us", 4000),
        Line("whole draft with a model that answers at once", whole, "us"),
        _offline(seconds=6.0 if full else 2.0),
    ]


def _review(one: Sample) -> Callable[[], object]:
    letter = Letter(text=one.long)
    return lambda: review(letter, one.brief, PACK)


def _review_fresh(one: Sample, times: int) -> Callable[[], object]:
    letters = iter([Letter(text=one.fresh(number)) for number in range(times + 1)])
    return lambda: review(next(letters), one.brief, PACK)


def _parsing(one: Sample) -> Callable[[], object]:
    asked = tuple(section.id for section in one.brief.sections)
    return lambda: parse_reply(one.reply, one.brief, asked)


def _briefing(one: Sample) -> Callable[[], object]:
    decision = triage(one.incident, PACK)
    return lambda: make_brief(one.incident, decision, PACK)


def _filling(one: Sample) -> Callable[[], object]:
    return lambda: make_letter(one.letter.subject, one.letter.sections, one.brief)


def _recording(one: Sample) -> Callable[[], object]:
    result = draft(one.incident)

    def record() -> str:
        digest(one.letter.text)
        facts_digest(one.incident)
        return result.model_dump_json()

    return record


STAGES: dict[str, Callable[[Sample], Callable[[], object]]] = {
    "triage": lambda one: lambda: triage(one.incident, PACK),
    "brief": _briefing,
    "prompt": lambda one: lambda: draft_request(one.brief, PACK),
    "parse": _parsing,
    "fill": _filling,
    "review": lambda one: lambda: review(one.letter, one.brief, PACK),
    "record": _recording,
}


def _whole(one: Sample) -> Callable[[], object]:
    model = Echo(one.reply)
    return lambda: run(api.adraft(one.incident, model))


def _offline(seconds: float) -> Line:
    incidents = [one.incident for one in LETTERS.all]
    made, started = 0, time.process_time()
    while time.process_time() - started < seconds:
        draft(incidents[made % len(incidents)])
        made += 1
    rate = made / (time.process_time() - started)
    return Line("offline drafts, one core", rate, "/s", 300, "least", f"{made} drafts")
