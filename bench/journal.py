"""The journal: the queue, search and saving, with 10,000 cases in one SQLite file."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench.letters import LETTERS, PACK
from bench.table import Line
from recovery_ai.journal import Journal, Person, search
from recovery_ai.journal.store import Store
from recovery_ai.journal.tables import CASE, LETTER, VERSION
from recovery_ai.result import text_digest

COUNT = 10_000
ME = Person(name="Mina Okonjo")
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
PLACES = ("Ashby", "Brenthill", "Corrow", "Dunmere", "Eskford", "Farlea", "Gorsley", "Hollin")


def measure(*, full: bool) -> list[Line]:
    """Measure what a screen waits for; wall time, since a disk takes part in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        with Journal(f"sqlite:///{path}", PACK) as journal:
            _fill(journal, f"sqlite:///{path}")
            return [
                *_reading(journal, 50 if full else 15),
                *_writing(journal),
                Line("the file, a case", path.stat().st_size / COUNT / 1024, "kB"),
            ]


def _reading(journal: Journal, runs: int) -> list[Line]:
    page = journal.queue()
    asked: dict[str, Callable[[], object]] = {
        "first page of the queue": journal.queue,
        "second page": lambda: journal.queue(after=page.after),
        "overdue cases of one owner": lambda: journal.queue(owner="Owner 3", overdue=True),
        "cases in a state": lambda: journal.queue(state="received"),
        "search: a rare word": lambda: journal.queue(text="CASE-00777"),
        "search: two words of letters": lambda: journal.queue(text="sorry dunmere"),
        "search: a word that all cases have": lambda: journal.queue(text="case"),
        "one case with its letters, checked anew": lambda: journal.case("CASE-00777"),
    }
    return [
        Line(what, _median(run, runs), "ms", 50, note="15 wanted") for what, run in asked.items()
    ]


def _writing(journal: Journal) -> list[Line]:
    case = journal.case("CASE-00777")
    text = LETTERS[0].letter.text
    times = []
    for number in range(20):
        started = time.perf_counter()
        case = journal.save_text(case, "resolution", "s", f"{text}{number}", ME)
        times.append(1000 * (time.perf_counter() - started))
    started = time.perf_counter()
    found = journal.verify()
    took = 1000 * (time.perf_counter() - started)
    return [
        Line("saving at a pause in typing", statistics.median(times), "ms", 50),
        Line("verifying the whole log", took, "ms", note=f"{found.events:,} events"),
    ]


def _median(run: Callable[[], object], runs: int) -> float:
    run()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def _fill(journal: Journal, database: str) -> None:
    """Receive the shipped incidents, then copy their rows, each with words of its own."""
    samples = range(len(LETTERS.all))
    for number in samples:
        told = LETTERS[number].incident.model_copy(update={"case_id": _name(number)})
        journal.new_case(told, ME, received=START, owner="Owner 0")
    store = Store(database)
    with store.writing() as db:
        kinds = [dict(row) for row in db.execute(sa.select(CASE).order_by(CASE.c.id)).mappings()]
        _write(db, {row["serial"]: number for number, row in enumerate(kinds)})
        for first in range(len(kinds), COUNT, 1000):
            _copy(db, kinds, range(first, min(first + 1000, COUNT)))
    store.close()


def _copy(db: sa.Connection, kinds: list[dict[str, Any]], numbers: range) -> None:
    rows = [
        kinds[number % len(kinds)]
        | {
            "id": _name(number),
            "serial": number + 1,
            "owner": f"Owner {number % 20}",
            "customer": f"Customer {number}",
            "customer_key": f"c{number}@post.example",
            "due_on": (START + timedelta(hours=number)).date(),
        }
        for number in numbers
    ]
    db.execute(sa.insert(CASE), rows)
    _write(db, {number + 1: number for number in numbers})


def _write(db: sa.Connection, numbers: dict[int, int]) -> None:
    """Write one letter for each of these cases, by serial, and make it findable."""
    samples = LETTERS.all
    versions = []
    for number in numbers.values():
        text = samples[number % len(samples)].letter.text
        letter = f"{text}\n{PLACES[number % len(PLACES)]} {number}"
        versions.append({
            "case_id": _name(number), "kind": "resolution", "number": 1, "by": ME.name,
            "at": START, "begun_at": START, "why": "edited", "subject": "s", "text": letter,
            "text_sha256": text_digest("s", letter), "pack_sha256": PACK.digest, "proved": 0,
            "errors": 0, "warnings": 0, "words": len(letter.split()),
        })  # fmt: skip
    letters = [{name: one[name] for name in ("case_id", "kind", "number")} for one in versions]
    db.execute(sa.insert(VERSION), versions)
    db.execute(sa.insert(LETTER), [one | {"errors": 0, "waiting_for": ""} for one in letters])
    for serial, one in zip(numbers, versions, strict=True):
        words = search.tokens(f"{one['case_id']} {one['text']}")
        search.put(db, "ra_search", serial, words)


def _name(number: int) -> str:
    return f"CASE-{number:05}"
