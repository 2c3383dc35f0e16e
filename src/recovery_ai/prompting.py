"""Prompts: the brief, rendered. Internal notes and identities are not in reach of a template."""

import functools
import json
from collections.abc import Mapping, Sequence
from typing import Any

from recovery_ai.brief import Brief, Fact, SectionBrief, masks_of
from recovery_ai.errors import PackError
from recovery_ai.findings import Finding
from recovery_ai.letter import Section, SectionId
from recovery_ai.models.protocol import Message, Request
from recovery_ai.pack import Pack
from recovery_ai.slots import names_in

LANGUAGE_NAMES = {"en": "English", "id": "Indonesian", "el": "Greek"}
_FENCE = "customer_words"
_EXAMPLE = "earlier_letter"


def draft_request(brief: Brief, pack: Pack, examples: Sequence[str] = ()) -> Request:
    """Return the request for the first draft of all sections.

    Args:
        brief: the contract.
        pack: holds the templates.
        examples: slotted texts of letters to similar customers; shown fenced, as data.
    """
    shown = [fenced(text, _EXAMPLE) for text in examples]
    return Request(
        brief=brief,
        messages=messages("draft", brief, pack, {"examples": shown}),
        response_schema=response_schema(brief, brief.sections),
        sections=tuple(section.id for section in brief.sections),
    )


def repair_request(
    brief: Brief,
    pack: Pack,
    sections: Sequence[Section],
    findings: Sequence[Finding],
    failing: Sequence[SectionId],
    turn: int = 1,
    wish: str = "",
) -> Request:
    """Return a fresh request for the failing sections only, the good ones frozen.

    Args:
        brief: the contract.
        pack: holds the templates.
        sections: the best candidate so far, slotted.
        findings: what the checks said of it.
        failing: the sections that may be rewritten.
        turn: the number of this repair round, from 1.
        wish: what a person asks of these sections, in words that hold no identity.
    """
    asked = tuple(section for section in brief.sections if section.id in failing)
    shown = _veiled(brief, sections, findings)
    extra = {
        "frozen": [s.model_dump() for s in shown if s.id not in failing],
        "broken": [s.model_dump() for s in shown if s.id in failing],
        "findings": json.dumps([_told(f, brief) for f in findings], ensure_ascii=False, indent=1),
        "asked": [section.model_dump() for section in asked],
        "wish": wish,
    }
    return Request(
        brief=brief,
        messages=messages("repair", brief, pack, extra),
        response_schema=response_schema(brief, asked),
        sections=tuple(section.id for section in asked),
        round=turn,
    )


def response_schema(brief: Brief, sections: Sequence[SectionBrief]) -> dict[str, Any]:
    """Return the strict JSON schema of the reply (DESIGN 3.7)."""
    section = strict_object({
        "id": {"type": "string", "enum": [section.id for section in sections]},
        "text": {"type": "string"},
        "facts": {
            "type": "array",
            "items": {"type": "string", "enum": [fact.id for fact in brief.told]},
        },
    })
    return strict_object({
        "subject": {"type": "string"},
        "sections": {"type": "array", "items": section},
    })


def strict_object(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def messages(
    folder: str,
    brief: Brief,
    pack: Pack,
    extra: Mapping[str, Any],
    system: str = "draft/system.md.j2",
) -> tuple[Message, ...]:
    """Render the system message and the user message in `folder`.

    Args:
        folder: `draft`, `repair` or `judge`.
        brief: the contract.
        pack: holds the templates.
        extra: what these templates may see beyond the brief.
        system: the template of the system message.
    """
    view = {**_view(brief), **extra}
    return (
        Message(role="system", content=render(pack, system, view)),
        Message(role="user", content=render(pack, f"{folder}/user.md.j2", view)),
    )


def _view(brief: Brief) -> dict[str, Any]:
    """Return what a template may see: no identity, no internal note, no guarded text."""
    used = set(names_in(" ".join(fact.text for fact in brief.told)))
    always = {"customer_salutation", "case_id", "sender_name", "sender_title", "sender_company"}
    slots = [s for s in brief.slots if s.kind != "private" and s.name in used | always]
    return {
        "language": LANGUAGE_NAMES.get(brief.tongue, brief.language),
        "tongue": brief.tongue,
        "kind": brief.kind,
        "channel": brief.channel,
        "title": brief.title,
        "ongoing": brief.ongoing,
        "mass": brief.audience == "all_affected",
        "fault": brief.fault,
        "severity": brief.severity,
        "cause_known": brief.cause_known,
        "sections": [section.model_dump() for section in brief.sections],
        "facts": [_fact(fact) for fact in brief.told],
        "history": [_fact(fact) for fact in brief.of("history")],
        "slots": [{"token": slot.token, "meaning": slot.meaning} for slot in slots],
        "complaint": fenced(brief.complaint) if brief.complaint else "",
        "max_words": brief.max_words,
    }


def _fact(fact: Fact) -> dict[str, str]:
    return {"id": fact.id, "kind": fact.kind, "label": fact.label, "text": fact.text}


def fenced(text: str, fence: str = _FENCE) -> str:
    """Return untrusted text inside a fence that nothing in it can close."""
    return f"<{fence}>\n{harmless(text)}\n</{fence}>"


def harmless(text: str) -> str:
    """Return text at the same length, without the signs that fences are made of."""
    return text.replace("<", "‹").replace(">", "›").replace("```", "ˋˋˋ")


_LEAKS = frozenset({"leaks_internal", "leaks_pii"})
_WITHHELD = "(withheld: it told what must not leave the house)"


def _veiled(
    brief: Brief, sections: Sequence[Section], findings: Sequence[Finding]
) -> tuple[Section, ...]:
    """Return the sections fit for a prompt: no identity, and none that leaks."""
    leaking = {finding.section for finding in findings if finding.code in _LEAKS}
    masks = masks_of(brief)
    return tuple(
        section.model_copy(
            update={"text": _WITHHELD if section.id in leaking else masks.veil(section.text)}
        )
        for section in sections
    )


def _told(finding: Finding, brief: Brief) -> dict[str, Any]:
    """Return a finding as the model is told of it."""
    quote = finding.quote
    if quote is not None:
        for slot in sorted(brief.slots, key=lambda s: -len(s.shown)):
            if slot.kind != "private" and len(slot.shown) > 2:
                quote = quote.replace(slot.shown, slot.token)
        quote = None if finding.code in _LEAKS else masks_of(brief).veil(quote)
    return {
        "code": finding.code,
        "section": finding.section,
        "quote": quote,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "facts": list(finding.facts),
    }


@functools.lru_cache(maxsize=8)
def _environment() -> Any:
    from jinja2 import StrictUndefined  # late: checking a letter needs no templates
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )


@functools.lru_cache(maxsize=64)
def _template(source: str) -> Any:
    return _environment().from_string(source)


def render(pack: Pack, path: str, view: Mapping[str, Any]) -> str:
    """Render a template of the pack in a sandbox; raise `PackError` where it cannot be.

    Args:
        pack: holds the template.
        path: of the template, such as `draft/system.md.j2`.
        view: all that the template may see.
    """
    from jinja2 import TemplateError

    try:
        return str(_template(pack.text(path)).render(view)).strip() + "\n"
    except (TemplateError, ArithmeticError, TypeError, ValueError) as problem:
        raise PackError(
            pack.place(path), f"does not render ({problem})", "mend the template"
        ) from None
