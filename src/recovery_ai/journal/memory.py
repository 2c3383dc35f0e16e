"""The memory of apologies: what was said before to this customer, or about this cause.

What is kept of a sent letter is slotted: no name, no address, no figure of the case.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.brief import Brief, masks_of
from recovery_ai.journal import search
from recovery_ai.journal.checking import Checked
from recovery_ai.journal.house import House
from recovery_ai.journal.tables import CASE, LETTER, MEMORY, VERSION
from recovery_ai.journal.values import EarlierApology, Example, Repeat
from recovery_ai.language.sentences import split
from recovery_ai.language.text import fold
from recovery_ai.language.words import FUNCTION_WORDS, words
from recovery_ai.letter import Letter
from recovery_ai.pack.framework import LetterKind

ALIKE = 0.5
"""Share of the stems of two causes that have to be the same for them to count as one cause."""
_PHRASE = 6
_NEAR = 60


def remember(
    db: Connection,
    row: Record[Any],
    kind: LetterKind,
    letter: Letter,
    checked: Checked,
    serial: int,
    house: House,
) -> None:
    """Keep what a sent letter said, slotted, under the number of the event of its sending."""
    incident, brief = checked.incident, checked.brief
    told = [fact.text for fact in brief.of("event") if fact.label != "day"]
    about = stems(" ".join(told), incident.tongue)
    cause = stems(incident.root_cause or "", incident.tongue)
    db.execute(
        sa.insert(MEMORY).values(
            serial=serial,
            case_id=row.id,
            kind=kind,
            sent_on=house.today,
            category=incident.category,
            language=incident.tongue,
            about=" ".join(told),
            cause=" ".join(cause),
            slotted=slotted(letter, brief),
        )
    )
    search.put(db, "ra_likeness", serial, (incident.category, *about, *cause))


def slotted(letter: Letter, brief: Brief) -> str:
    """Return the text of a letter with slots for all that belongs to this customer and case."""
    parts = [section.text for section in letter.sections] or [letter.text]
    return masks_of(brief).veil("\n\n".join(part for part in parts if part.strip()))


def stems(text: str, tongue: str) -> tuple[str, ...]:
    """Return the stems of the words of a text that have content of their own, sorted."""
    skip = FUNCTION_WORDS.get(tongue, frozenset())
    return tuple(sorted({w.stem for w in words(text, tongue) if w.fold not in skip}))


def earlier(db: Connection, case_id: str, customer_key: str | None) -> tuple[EarlierApology, ...]:
    """Return the letters of apology that this customer got in other cases, newest first."""
    if customer_key is None:
        return ()
    found = db.execute(
        sa
        .select(CASE.c.id, CASE.c.facts, sa.func.max(LETTER.c.sent_at).label("at"))
        .join_from(CASE, LETTER)
        .where(
            CASE.c.customer_key == customer_key,
            CASE.c.id != case_id,
            LETTER.c.sent_at.is_not(None),
            LETTER.c.kind != "decline",
        )
        .group_by(CASE.c.id)
        .order_by(sa.desc("at"))
        .limit(20)
    )
    return tuple(_apology(row.id, row.facts, row.at.date()) for row in found)


def same_cause(db: Connection, case_id: str, cause: str, tongue: str) -> tuple[EarlierApology, ...]:
    """Return sent letters about a cause of the same words, the likest first."""
    wanted = set(stems(cause, tongue))
    near = search.nearest(db, "ra_likeness", sorted(wanted), _NEAR)
    found = db.execute(
        sa
        .select(MEMORY, CASE.c.facts)
        .join_from(MEMORY, CASE)
        .where(
            MEMORY.c.serial.in_(near or [0]),
            MEMORY.c.language == tongue,
            MEMORY.c.case_id != case_id,
            MEMORY.c.kind == "resolution",
        )
    )
    told = []
    for row in found:
        theirs = set(row.cause.split())
        share = len(wanted & theirs) / len(wanted | theirs) if theirs else 0.0
        if share >= ALIKE:
            told.append(_apology(row.case_id, row.facts, row.sent_on, share))
    return tuple(sorted(told, key=lambda one: (-one.likeness, one.case_id)))


def examples(
    db: Connection, case_id: str, kind: LetterKind, about: str, tongue: str, limit: int
) -> tuple[Example, ...]:
    """Return the sent letters of the cases most like this one, slotted."""
    near = search.nearest(db, "ra_likeness", stems(about, tongue), _NEAR)
    found = db.execute(
        sa.select(MEMORY).where(
            MEMORY.c.serial.in_(near or [0]),
            MEMORY.c.kind == kind,
            MEMORY.c.language == tongue,
            MEMORY.c.case_id != case_id,
        )
    )
    ranked = sorted(found, key=lambda row: near.index(row.serial))
    return tuple(
        Example(
            case_id=row.case_id,
            kind=row.kind,
            language=row.language,
            about=row.about,
            text=row.slotted,
        )
        for row in ranked[:limit]
    )


def repeats(
    db: Connection, row: Record[Any], letter: Letter, facts: dict[str, Any]
) -> tuple[Repeat, ...]:
    """Return phrases and remedies of a letter that this customer was given before."""
    tongue = str(facts.get("language", "en")).split("-", 1)[0]
    before = db.execute(
        sa
        .select(CASE.c.id, CASE.c.facts, LETTER.c.sent_at, VERSION.c.text)
        .join_from(CASE, LETTER)
        .join(
            VERSION,
            sa.and_(
                VERSION.c.case_id == LETTER.c.case_id,
                VERSION.c.kind == LETTER.c.kind,
                VERSION.c.number == LETTER.c.sent_number,
            ),
        )
        .where(CASE.c.customer_key == row.customer_key, CASE.c.id != row.id)
        .order_by(LETTER.c.sent_at.desc())
        .limit(20)
    ).all()
    told = []
    mine = _phrases(letter.text, tongue)
    for old in before:
        place = {"case_id": old.id, "on": old.sent_at.date()}
        theirs = _phrases(old.text, tongue)
        told += [Repeat(kind="phrase", text=mine[p], **place) for p in mine if p in theirs]
        given = {_given(one) for one in old.facts.get("remedies", ())}
        told += [
            Repeat(kind="remedy", text=one["description"], **place)
            for one in facts.get("remedies", ())
            if _given(one) in given
        ]
    return tuple(dict.fromkeys(told))


def forget(db: Connection, case_ids: list[str]) -> None:
    """Remove what is remembered of these cases."""
    gone = db.execute(sa.select(MEMORY.c.serial).where(MEMORY.c.case_id.in_(case_ids))).scalars()
    for serial in gone.all():
        search.remove(db, "ra_likeness", serial)
    db.execute(sa.delete(MEMORY).where(MEMORY.c.case_id.in_(case_ids)))


def _apology(case_id: str, facts: dict[str, Any], on: Any, likeness: float = 1.0) -> EarlierApology:
    given = "; ".join(one["description"] for one in facts.get("remedies", ()))
    return EarlierApology(
        case_id=case_id,
        on=on,
        about=facts.get("what_happened", ""),
        remedy=given or None,
        cause=facts.get("root_cause"),
        likeness=likeness,
    )


def _phrases(text: str, tongue: str) -> dict[str, str]:
    """Return the sentences of some length, folded, with their wording."""
    found = (" ".join(sentence.text.split()) for sentence in split(text, tongue))
    return {fold(one): one for one in found if len(one.split()) >= _PHRASE}


def _given(remedy: dict[str, Any]) -> tuple[str, str]:
    amount = remedy.get("amount") or {}
    return remedy["kind"], f"{amount.get('value')} {amount.get('currency')}"
