"""The judge: a model reads the sentences that nothing vouches for, and only those.

It can find what no rule knows, and it can vouch for an honest sentence; it can never take back
an error that a check found, so it is never the only reason to accept a letter. It sees masked text,
the facts and the code table, and what it quotes has to stand in the sentence.
"""

import json
from typing import Any, NamedTuple, get_args

from recovery_ai.brief import Brief, masks_of
from recovery_ai.findings import Code, Finding, Span, accepted
from recovery_ai.letter import Letter
from recovery_ai.models.protocol import Model, Outcome, Reply, Request
from recovery_ai.pack import Example, Pack
from recovery_ai.prompting import messages, strict_object
from recovery_ai.proof import Provenance
from recovery_ai.record import Judgement
from recovery_ai.reply import unfenced
from recovery_ai.review import Review
from recovery_ai.slots import PATTERN

# Codes of a whole letter or of its form: no single sentence can earn them.
_OF_THE_WHOLE = {"unlicensed", "section_order", "too_long", "repeated_apology", "unknown_slot"}
CODES: tuple[Code, ...] = tuple(
    code for code in get_args(Code) if code not in _OF_THE_WHOLE and not code.startswith("missing_")
)
EXAMPLES = 2
EXAMPLE_LENGTH = 140


class Asked(NamedTuple):
    """One sentence for the judge, masked, and the place it comes from."""

    number: int
    text: str
    before: str
    after: str
    source: Provenance


class Docket(NamedTuple):
    """All that a judge is asked about one letter."""

    request: Request
    brief: Brief
    asked: tuple[Asked, ...]


def docket(brief: Brief, pack: Pack, found: Review) -> Docket | None:
    """Return the request for the unlicensed sentences of a letter; None when there are none."""
    lines = found.provenance
    masks = masks_of(brief)
    veiled = [masks.veil(" ".join(line.sentence.split())) for line in lines]
    open_lines = [i for i, line in enumerate(lines) if line.verdict == "unlicensed"]
    asked = tuple(
        Asked(
            number=number,
            text=veiled[i],
            before=veiled[i - 1] if i else "",
            after=veiled[i + 1] if i + 1 < len(lines) else "",
            source=lines[i],
        )
        for number, i in enumerate(open_lines, 1)
    )
    if not asked:
        return None
    extra = {"asked": [one._asdict() for one in asked], "codes": code_table(brief.tongue, pack)}
    request = Request(
        brief=brief,
        messages=messages("judge", brief, pack, extra, system="judge/system.md.j2"),
        response_schema=response_schema(),
        sections=(),
    )
    return Docket(request, brief, asked)


def code_table(tongue: str, pack: Pack) -> list[dict[str, Any]]:
    """Return every code that a sentence can earn, with short examples in the letter's language."""
    rules = pack.language(tongue).by_code
    table = []
    for code in CODES:
        everywhere = [rule for rule in rules.get(code, ()) if not rule.when.admission]
        flags = [text for rule in everywhere for text in _short(rule.flags)]
        passes = [text for rule in everywhere for text in _short(rule.passes)]
        table.append({
            "code": code,
            "message": pack.voice("en", code).message,
            "flags": flags[:EXAMPLES],
            "passes": passes[:EXAMPLES],
        })
    return table


def _short(examples: tuple[str | Example, ...]) -> list[str]:
    """Return the examples that need no facts of their own and fit on a line."""
    return [text for text in examples if isinstance(text, str) and len(text) <= EXAMPLE_LENGTH]


def response_schema() -> dict[str, Any]:
    """Return the strict JSON schema of the judge's reply."""
    finding = strict_object({
        "code": {"type": "string", "enum": list(CODES)},
        "quote": {"type": "string"},
    })
    sentence = strict_object({
        "number": {"type": "integer"},
        "verdict": {"type": "string", "enum": ["fine", "finding"]},
        "findings": {"type": "array", "items": finding},
    })
    return strict_object({"sentences": {"type": "array", "items": sentence}})


async def judge(
    letter: Letter, brief: Brief, pack: Pack, found: Review, model: Model
) -> Judgement | None:
    """Ask `model` once about the unlicensed sentences; None when there are none."""
    case = docket(brief, pack, found)
    if case is None:
        return None
    return read_judgement(await model.complete(case.request), case, letter, pack)


def read_judgement(reply: Reply, case: Docket, letter: Letter, pack: Pack) -> Judgement:
    """Read the judge's reply: parsed, and every quote looked up; what does not fit is dropped."""
    verdicts = _verdicts(reply.text) if reply.outcome == "ok" else []
    outcome: Outcome = "malformed" if verdicts is None else reply.outcome
    fine: list[Span] = []
    findings: list[Finding] = []
    dropped = 0
    by_number = {one.number: one for one in case.asked}
    for verdict in verdicts or ():
        asked = by_number.pop(verdict.number, None)
        if asked is None:
            dropped += len(verdict.findings)
        elif verdict.fine:
            fine.append(asked.source.span)
        else:
            made = [_finding(one, asked, case, letter, pack) for one in verdict.findings]
            findings += [finding for finding in made if finding]
            dropped += made.count(None)
    return Judgement(
        model=reply.answered or reply.model,
        outcome=outcome,
        read=tuple(one.source.span for one in case.asked),
        fine=tuple(fine),
        findings=tuple(findings),
        dropped=dropped,
        usage=reply.usage,
        cost=reply.cost,
        ms=reply.ms,
        reply=reply.text,
    )


def merge(found: Review, judgement: Judgement | None) -> Review:
    """Lay the judge's word over a review: errors come in, vouched sentences lose their warning.

    A vouched sentence stays `unlicensed` in the provenance, and the letter unproved: a model's word
    is no fact.
    """
    if judgement is None:
        return found
    vouched = set(judgement.fine)
    known = {(f.code, line.span) for f in found.findings for line in _touched(found, f)}
    new = tuple(
        f for f in judgement.findings if not {(f.code, x.span) for x in _touched(found, f)} & known
    )
    kept = tuple(f for f in found.findings if not (f.code == "unlicensed" and f.span in vouched))
    bad = {line.span for f in new for line in _touched(found, f) if f.severity == "error"}
    kept = tuple(f for f in kept if not (f.code == "unlicensed" and f.span in bad))
    provenance = tuple(
        line.model_copy(update={"verdict": "violates"}) if line.span in bad else line
        for line in found.provenance
    )
    findings = tuple(sorted(kept + new, key=lambda f: (f.span is None, f.span and f.span.start)))
    return found.model_copy(
        update={"accepted": accepted(findings), "findings": findings, "provenance": provenance}
    )


def _touched(found: Review, finding: Finding) -> list[Provenance]:
    span = finding.span
    if span is None:
        return []
    return [x for x in found.provenance if x.span.start < span.end and span.start < x.span.end]


class _Verdict(NamedTuple):
    number: int
    fine: bool
    findings: list[tuple[Code, str]]


def _verdicts(text: str) -> list[_Verdict] | None:
    """Return the verdicts of a reply; None when it is not of the form asked for."""
    try:
        data = json.loads(unfenced(text))
        return [_verdict(entry) for entry in data["sentences"]]
    except (json.JSONDecodeError, RecursionError, LookupError, TypeError, ValueError):
        return None


def _verdict(entry: Any) -> _Verdict:
    number, word, found = entry["number"], entry["verdict"], entry["findings"]
    if word not in {"fine", "finding"} or not isinstance(number, int):
        raise ValueError
    findings = [(one["code"], str(one["quote"])) for one in found]
    return _Verdict(number, word == "fine" and not findings, findings)


def _finding(
    said: tuple[Code, str], asked: Asked, case: Docket, letter: Letter, pack: Pack
) -> Finding | None:
    """Return the finding with its place in the letter; None when code or quote do not hold."""
    code, quote = said
    quote = " ".join(quote.split())
    if code not in CODES or not quote or quote not in asked.text:
        return None
    voice = pack.voice(case.brief.tongue, code)
    span = _place(quote, asked.source)
    return Finding(
        code=code,
        severity=pack.severity(voice),
        message=voice.message,
        suggestion=voice.suggestion,
        section=asked.source.section,
        span=span,
        quote=letter.text[span.start : span.end],
        rule="judge",
    )


def _place(quote: str, source: Provenance) -> Span:
    """Return where a masked quote stands in the letter; the whole sentence when that is unclear."""
    sentence = "".join(" " if char.isspace() else char for char in source.sentence)
    words = [part.strip() for part in PATTERN.split(quote)[::2] if part.strip()]
    start = end = -1
    for part in words:
        at = sentence.find(part, max(end, 0))
        if at < 0:
            return source.span
        start, end = at if start < 0 else start, at + len(part)
    if start < 0:
        return source.span
    return Span(start=source.span.start + start, end=source.span.start + end)
