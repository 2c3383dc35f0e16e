"""A model's structured reply: parsed, schema-checked, never trusted."""

import json
from typing import NamedTuple

from recovery_ai.brief import Brief
from recovery_ai.language.text import clean
from recovery_ai.letter import Section, SectionId

MAX_REPLY = 60_000


class ParsedReply(NamedTuple):
    """Subject and sections as the model wrote them, or what is wrong with the reply."""

    subject: str
    sections: tuple[Section, ...]
    problem: str | None = None


def parse_reply(text: str, brief: Brief, asked: tuple[SectionId, ...]) -> ParsedReply:
    """Read the JSON of DESIGN 3.7; sections that were not asked for are a problem.

    A fence of three backticks around the object is the one liberty that is taken off.
    """
    try:
        data = json.loads(unfenced(text[:MAX_REPLY]))
    except (json.JSONDecodeError, RecursionError):
        return _broken("the reply is no JSON object")
    if not isinstance(data, dict) or not isinstance(data.get("sections"), list):
        return _broken("the reply has no list of sections")
    if set(data) - {"subject", "sections"}:
        return _broken("the reply has fields that were not asked for")
    known = {fact.id for fact in brief.facts}
    found: dict[SectionId, Section] = {}
    for entry in data["sections"]:
        if not isinstance(entry, dict) or set(entry) - {"id", "text", "facts"}:
            return _broken("a section is not of the form asked for")
        name, body, facts = entry.get("id"), entry.get("text"), entry.get("facts", [])
        if name not in asked or not isinstance(body, str) or not isinstance(facts, list):
            return _broken("a section was not asked for, or has no text")
        if name in found:
            return _broken(f"the section {name} stands twice")
        ids = tuple(fact for fact in facts if fact in known)
        found[name] = Section(id=name, text=clean(body).strip(), facts=ids)
    order = [section.id for section in brief.sections]
    ordered = sorted(found.values(), key=lambda section: order.index(section.id))
    subject = data.get("subject", "")
    if not isinstance(subject, str) or not ordered:
        return _broken("the reply has no subject or no sections")
    return ParsedReply(" ".join(clean(subject).split()), tuple(ordered))


def _broken(problem: str) -> ParsedReply:
    return ParsedReply("", (), problem)


def unfenced(text: str) -> str:
    """Take off a fence of three backticks, the one liberty that models often take."""
    text = text.strip()
    if text.startswith("```") and text.endswith("```"):
        return text.partition("\n")[2].rpartition("```")[0]
    return text
