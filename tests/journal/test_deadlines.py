"""Deadlines: the days that regimes give, in working days of their country, and bad regime files."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from recovery_ai import PackError, draft, load_pack
from recovery_ai.journal import Case, Journal
from recovery_ai.journal.deadlines import add, deadlines
from recovery_ai.pack import Pack, Regime
from recovery_ai.pack.signal import Period
from tests.facts import facts
from tests.journal.conftest import ADA, MINA, Clock


def _regime(**fields: object) -> Regime:
    told = {"name": "r", "title": "R", "source": "s", "checked_on": "2026-11-22"}
    return Regime.model_validate({**told, **fields})


@pytest.mark.parametrize(
    ("start", "days", "calendar", "country", "part", "end"),
    [
        ("2026-03-02", 10, "calendar", None, None, "2026-03-12"),
        ("2026-03-06", 1, "working", None, None, "2026-03-09"),  # over a weekend
        ("2026-03-07", 0, "working", None, None, "2026-03-09"),  # nobody works on a Saturday
        ("2026-03-07", 0, "calendar", None, None, "2026-03-07"),
        ("2026-04-02", 2, "working", "GB", "ENG", "2026-04-08"),  # Good Friday, Easter Monday
        ("2026-04-02", 2, "working", "GB", "SCT", "2026-04-07"),  # no Easter Monday in Scotland
        ("2026-04-09", 1, "working", "CY", None, "2026-04-14"),  # Orthodox Good Friday and Monday
        ("2026-12-31", 1, "working", "ID", None, "2027-01-04"),  # into another year
    ],
)
def test_days_are_counted_in_the_calendar_of_the_country(
    start: str, days: int, calendar: str, country: str | None, part: str | None, end: str
) -> None:
    period = Period.model_validate({"days": days, "calendar": calendar})
    regime = _regime(country=country, subdivision=part)
    assert add(date.fromisoformat(start), period, regime) == date.fromisoformat(end)


def test_every_regime_names_itself_its_source_and_its_day(pack: Pack) -> None:
    assert len(pack.regimes) >= 7
    for name, regime in pack.regimes.items():
        assert f"regimes/{name}.yaml" in pack.files
        assert regime.source and date.fromisoformat(regime.checked_on)
        found = deadlines(datetime(2026, 3, 2, tzinfo=UTC), None, regime)
        assert found and list(found) == sorted(found, key=lambda one: one.on)
        assert {due.source for due in found} == {name}


def test_the_next_deadline_follows_the_case(journal: Journal, clock: Clock) -> None:
    case = journal.new_case(facts(next_update_by="2026-03-05"), MINA)
    assert [(due.step, due.on.isoformat()) for due in case.deadlines] == [
        ("acknowledge", "2026-03-02"), ("next_update", "2026-03-05"), ("resolve", "2026-03-16"),
    ]  # fmt: skip
    assert case.due and case.due.step == "acknowledge" and not case.overdue
    clock.ahead(days=1)
    assert journal.case(case.id).overdue
    case = journal.move(case, "acknowledge", MINA, "told by telephone")
    assert case.due and case.due.step == "next_update" and not case.overdue


@pytest.mark.parametrize(
    ("zone", "received", "due"),
    [
        (None, "2026-03-31T23:30:00+00:00", "2026-04-03"),
        ("Europe/London", "2026-03-31T23:30:00+00:00", "2026-04-04"),  # summer time: April there
        ("Asia/Jakarta", "2026-03-31T16:59:00+00:00", "2026-04-03"),
        ("Asia/Jakarta", "2026-03-31T17:00:00+00:00", "2026-04-04"),
        ("America/New_York", "2026-04-01T03:59:00+00:00", "2026-04-03"),
    ],
)
def test_a_day_begins_where_the_regime_holds(zone: str | None, received: str, due: str) -> None:
    regime = _regime(zone=zone, resolve_within={"days": 3})
    (found,) = deadlines(datetime.fromisoformat(received), None, regime)
    assert found.on.isoformat() == due


def test_a_case_is_overdue_when_the_day_is_over_there(
    tmp_path: Path, pack: Pack, clock: Clock
) -> None:
    with Journal(f"sqlite:///{tmp_path / 'j.db'}", pack, "id_ojk", clock=clock) as journal:
        case = journal.new_case(facts(), MINA)
        assert case.due and case.due.on.isoformat() == "2026-03-02"
        for hour, late in ((16, False), (17, True)):  # midnight in Jakarta
            clock.now = datetime(2026, 3, 2, hour, tzinfo=UTC)
            assert journal.case(case.id).overdue is late
            assert [row.overdue for row in journal.queue().rows] == [late]
            assert len(journal.queue(overdue=True).rows) == late


def test_a_holding_reply_is_met_by_a_second_acknowledgement_and_gives_more_time(
    tmp_path: Path, pack: Pack, clock: Clock
) -> None:
    def told(case: Case) -> list[tuple[str, str]]:
        return [(due.step, due.on.isoformat()) for due in case.deadlines]

    with Journal(f"sqlite:///{tmp_path / 'j.db'}", pack, "uk_fca_payments", clock=clock) as journal:
        case = journal.new_case(facts(next_update_by="2026-05-05", remedies=[]), MINA)
        for due, resolve in (("holding", "2026-03-23"), ("resolve", "2026-04-22")):
            result = draft(journal.incident(case, "acknowledgement"))
            case = journal.record_draft(case, result, MINA)
            case = journal.approve(case, "acknowledgement", ADA)
            case = journal.send(case, "acknowledgement", MINA)
            assert case.due and case.due.step == due
            assert ("resolve", resolve) in told(case)
            assert [row.due for row in journal.queue().rows] == [case.due]
            clock.ahead(days=14)
        assert ("holding", "2026-03-23") in told(case)
        case = journal.amend(case, {**case.facts, "severity": "high"}, MINA)
        assert case.due and case.due.on.isoformat() == "2026-04-22"


BAD = [
    ("country: GB", "country: Britain", "line 4: country"),
    ("country: GB", "country: XQ", "line 4: country"),
    ("{days: 3, calendar: working}", "{days: -3}", "line 6: acknowledge_within.days"),
    ("title: ", "titel: ", "line 2: titel"),
    ("subdivision: ENG", "zone: Europe/Londn", "line 5: zone"),
]
REGIME = """name: ours
title: Our own
# The bank holidays of the island
country: GB
subdivision: ENG
acknowledge_within: {days: 3, calendar: working}
source: the board
checked_on: "2026-11-22"
"""


@pytest.mark.parametrize(("good", "bad", "place"), BAD)
def test_a_bad_regime_names_file_line_and_reason(
    tmp_path: Path, good: str, bad: str, place: str
) -> None:
    folder = tmp_path / "policy" / "regimes"
    folder.mkdir(parents=True)
    (folder / "ours.yaml").write_text(REGIME.replace(good, bad), encoding="utf-8")
    pack = load_pack(None, tmp_path / "policy")
    with pytest.raises(PackError) as problem:
        Journal(f"sqlite:///{tmp_path / 'j.db'}", pack, "ours")
    assert str(folder / "ours.yaml") in problem.value.place
    assert place in problem.value.place
    assert problem.value.remedy


def test_a_regime_of_your_own_is_selected_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "policy" / "regimes"
    folder.mkdir(parents=True)
    (folder / "ours.yaml").write_text(REGIME, encoding="utf-8")
    pack = load_pack(None, tmp_path / "policy")
    with Journal(f"sqlite:///{tmp_path / 'j.db'}", pack, "ours") as journal:
        received = datetime(2026, 4, 1, 9, tzinfo=UTC)
        case = journal.new_case(facts(), MINA, received=received)
    assert [due.on.isoformat() for due in case.deadlines] == ["2026-04-08"]
