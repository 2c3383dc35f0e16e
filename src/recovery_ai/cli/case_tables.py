"""Cases, letters and promises as tables for a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from recovery_ai.cli.show import findings

if TYPE_CHECKING:
    from recovery_ai.journal import Case, CaseLetter, Event, LedgerPromise, Page


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return columns as wide as their widest cell."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    wide = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, wide, strict=True)).rstrip()
        for line in lines
    )


def queue(page: "Page") -> str:
    """Return one page of the queue."""
    if not page.rows:
        return "no case"
    rows = [
        (
            row.id,
            row.state,
            _due(row.due.step, row.due.on.isoformat(), row.overdue) if row.due else "-",
            row.route or "facts missing",
            row.owner or "-",
            " or ".join(row.waiting_for) or "-",
            str(row.errors or "-"),
            _short(row.customer or "-", 24),
            _short(row.what, 48),
        )
        for row in page.rows
    ]
    head = ("case", "state", "due", "route", "owner", "waits for", "errors", "customer", "what")
    more = f"\nmore: --after {page.after}" if page.after else ""
    return table(head, rows) + more


def case(one: "Case", history: Sequence["Event"]) -> str:
    """Return one case: where it stands, what is missing, its letters, deadlines and course."""
    lines = [
        f"{one.id}  {one.state}  (version {one.version}, changed by {one.changed.by}: "
        f"{one.changed.what})",
        f"customer: {one.customer or '-'}   owner: {one.owner or '-'}   "
        f"route: {one.route or 'facts missing'}",
        f"what: {_short(str(one.facts.get('what_happened', '-')), 100)}",
        *_missing(one),
        "",
        *(letter_line(letter) for letter in one.letters.values() if letter.number),
        *_deadlines(one),
        "",
        *(f"{event.at.isoformat(timespec='minutes')}  {event.kind}  {event.by}"
          for event in history),
    ]  # fmt: skip
    return "\n".join(lines)


def letter_line(letter: "CaseLetter") -> str:
    """Return one letter in a line."""
    waits = f", waits for {' or '.join(letter.waiting_for)}" if letter.waiting_for else ""
    signed = ", ".join(f"{one.by}{'' if one.valid else ' (void)'}" for one in letter.approvals)
    return (
        f"{letter.kind}: {letter.status}, version {letter.number}, {letter.errors} errors, "
        f"{len(letter.findings) - letter.errors} warnings{waits}"
        + (f"; signed by {signed}" if signed else "")
        + (f"; sent back by {letter.rework.by}: {letter.rework.reason}" if letter.rework else "")
    )


def letter(one: "CaseLetter") -> str:
    """Return the text of a letter with what the checks say."""
    return "\n".join([
        letter_line(one), "", f"Subject: {one.subject}", "", one.text, "", *findings(one.findings),
    ])  # fmt: skip


def promises(found: Sequence["LedgerPromise"]) -> str:
    """Return the ledger, the earliest due first."""
    if not found:
        return "no promise"
    rows = [
        (
            one.id,
            "overdue" if one.overdue else one.state,
            one.due.isoformat() if one.due else "-",
            one.owner,
            f"{one.amount} {one.currency}" if one.amount else "-",
            _short(one.what, 48),
            "; ".join(one.conflicts) or "-",
        )
        for one in found
    ]
    return table(("promise", "state", "due", "owner", "amount", "what", "clashes"), rows)


def _missing(one: "Case") -> Iterator[str]:
    for kind, gaps in one.missing.items():
        meant = kind != "decline" or one.route == "decline_with_empathy" or one.letters[kind].number
        if gaps and meant:
            yield f"missing for {kind}: {', '.join(gaps)}"


def _deadlines(one: "Case") -> Iterator[str]:
    for due in (each for each in one.deadlines if not each.met):
        mark = " <- next" + (", overdue" if one.overdue else "") if due == one.due else ""
        yield f"due {due.on.isoformat()}  {due.step}  [{due.source}]{mark}"


def _due(step: str, on: str, overdue: bool) -> str:
    return f"{on} {step}{' LATE' if overdue else ''}"


def _short(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
