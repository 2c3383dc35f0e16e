"""Several programs on one journal: nothing is overwritten, nothing committed is lost."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from recovery_ai import StaleCase
from recovery_ai.journal import Journal, SeenCase
from tests.facts import facts
from tests.journal.conftest import BO, MINA

ROOT = Path(__file__).resolve().parents[2]


def _start(database: str, name: str, times: int) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.journal.writer", database, name, str(times)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
    )


def test_two_programs_write_at_once(journal: Journal, database: str) -> None:
    journal.new_case(facts(case_id="SHARED"), MINA)
    running = [_start(database, name, 6) for name in ("one", "two")]
    for process in running:
        _, told = process.communicate(timeout=120)
        assert (process.returncode, told) == (0, "")
    assert len(journal.queue(limit=100).rows) == 13
    texts = {v.text for v in journal.versions("SHARED", "resolution")}
    last = {f"{name} 5" for name in ("one", "two")}
    assert last <= texts  # coalesced or not, nobody's newest text is lost
    assert journal.verify().whole


def test_kill_9_in_mid_write_loses_nothing_committed(journal: Journal, database: str) -> None:
    journal.new_case(facts(case_id="SHARED"), MINA)
    process = _start(database, "killed", 1000)
    assert process.stdout
    written = [process.stdout.readline().strip() for _ in range(4)]
    process.kill()
    rest, _ = process.communicate(timeout=60)
    written += rest.split()
    known = {row.id for row in journal.queue(limit=2000).rows}
    assert set(written) <= known
    assert len(known) - 1 <= len(written) + 1  # at most the one that it had no time to tell
    assert journal.verify().whole
    journal.new_case(facts(case_id="AFTER"), MINA)


CHANGES: dict[str, Callable[[Journal, SeenCase], object]] = {
    "amend": lambda j, c: j.amend(c, facts(case_id="C-1"), BO),
    "assign": lambda j, c: j.assign(c, "Bo", BO),
    "move": lambda j, c: j.move(c, "investigate", BO),
    "save": lambda j, c: j.save_text(c, "resolution", "s", "t", BO),
    "approve": lambda j, c: j.approve(c, "resolution", BO),
    "reject": lambda j, c: j.reject(c, "resolution", BO, "no"),
    "send": lambda j, c: j.send(c, "resolution", BO),
    "restore": lambda j, c: j.restore(c, "resolution", 1, BO),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_names_the_version_it_saw(
    journal: Journal, raw: sa.Engine, change: str
) -> None:
    case = journal.new_case(facts(case_id="C-1"), MINA)
    journal.assign(case, "Mina", MINA)
    before = journal.case("C-1")
    old = SeenCase(id=case.id, version=case.version)
    with pytest.raises(StaleCase, match=r"changed by Mina Okonjo at 2026-03-02.* \(assigned\)"):
        CHANGES[change](journal, old)
    assert journal.case("C-1") == before
    assert [event.kind for event in journal.history("C-1")][:2] == ["received", "assigned"]


def test_a_promise_is_settled_once(journal: Journal) -> None:
    from tests.journal.test_story import approved

    approved(journal)
    (promise,) = journal.promises()
    journal.settle(promise, "kept", MINA, "paid")
    with pytest.raises(StaleCase, match="promise kept"):
        journal.settle(promise, "broken", BO)
