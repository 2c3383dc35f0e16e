"""Facts at the door: what is refused, in words that name the field and hold no value of it."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_ai import FactsError, Incident
from recovery_ai.documents import incident_from
from tests.facts import LANGUAGES, MISSING, facts, put

CANARY = "Canary Personsson"
DATE = "must be an ISO date such as 2026-05-06"
MOMENT = "must be an ISO date, or a date-time with offset"
AMOUNT = "must be a number such as 12.50"
CODE = "must be a currency code of three capital letters, such as EUR"
TAG = "must be a language tag such as en, id, el or pt-BR"
EMAIL = "must be an e-mail address such as name@company.example"
BAD: list[tuple[str, Any, str]] = [
    # Text fields.
    ("case_id", 4471, "is not text; put it in quotes"),
    ("case_id", True, "is not text"),
    ("case_id", None, "is not text"),
    ("case_id", "", "is empty; fill it in"),
    ("case_id", " \n ", "is empty"),
    ("case_id", "x" * 301, "is too long; keep it to 300 characters"),
    ("case_id", f"{CANARY}\nBcc: everybody", "must stand on one line"),
    ("customer.name", "\u200b\u202e\ufeff", "is empty"),
    ("sender.name", "Tobias\tFenwright", "must stand on one line"),
    ("sender.title", None, "is not text"),
    ("sender.phone", "", "is empty; fill it in or leave the field out"),
    ("what_happened", "It broke\x07.", "has control characters; remove them"),
    ("what_happened", "x" * 8001, "is too long; keep it to 8000 characters"),
    ("complaint", "a\x00b", "has control characters"),
    ("complaint", "x" * 40_001, "is too long; keep it to 40000 characters"),
    ("internal_notes", [CANARY], "is not text"),
    ("customer.email", f"{CANARY} at home", EMAIL),
    ("sender.email", "desk@", EMAIL),
    ("sender.email", "a@b.example, c@d.example", EMAIL),
    # Words of a fixed list.
    ("stage", CANARY, "is not one of the allowed words; use one of: 'acknowledgement' or"),
    ("category", "late", "use one of: 'service_outage',"),
    ("fault", None, "use one of: 'ours', 'third_party',"),
    ("severity", "critical", "use one of: 'low', 'medium' or 'high'"),
    ("channel", "fax", "use one of: 'email', 'letter',"),
    ("relationship", "", "use one of: 'one_off' or 'ongoing'"),
    ("audience", "all", "use one of: 'individual' or 'all_affected'"),
    ("discovered_by", "them", "use one of: 'us' or 'customer'"),
    ("impact.0.kind", CANARY, "use one of: 'money', 'time',"),
    ("remedies.0.kind", "apology", "use one of: 'refund', 'credit',"),
    ("preventive_actions.0.status", "finished", "use one of: 'done', 'in_progress' or 'planned'"),
    ("demand", {"description": "a desk", "within_policy": "perhaps"}, "is not true or false"),
    # Shapes.
    ("customer", CANARY, "is not a mapping of fields; give field names with values"),
    ("customer", [CANARY], "is not a mapping of fields"),
    ("sender", None, "is not a mapping of fields"),
    ("demand", CANARY, "is not a mapping of fields"),
    ("remedies.0.amount", f"34.50 GBP for {CANARY}", "is not a mapping of fields"),
    ("impact", CANARY, "is not a list; give a list"),
    ("impact", {"kind": "time"}, "is not a list"),
    ("impact", [CANARY], "is not a mapping of fields"),
    ("remedies", None, "is not a list"),
    ("impact", [{"kind": "time", "description": "x"}] * 21, "keep it to 20 entries"),
    # Required fields.
    ("case_id", MISSING, "is missing; add it"),
    ("customer.name", MISSING, "is missing; add it"),
    ("sender.company", MISSING, "is missing; add it"),
    ("remedies.0.amount.currency", MISSING, "is missing; add it"),
    ("remedies.0.amount.value", MISSING, "is missing; add it"),
    # Fields that nobody knows, at every level.
    ("refund_everything", CANARY, "is not a known field; remove it or mend its spelling"),
    ("customer.nickname", CANARY, "is not a known field"),
    ("sender.fax", CANARY, "is not a known field"),
    ("impact.0.cost", CANARY, "is not a known field"),
    ("remedies.0.value", CANARY, "is not a known field"),
    ("remedies.0.amount.cents", 5, "is not a known field"),
    ("preventive_actions.0.owner", CANARY, "is not a known field"),
    # Money.
    ("remedies.0.amount.value", 0, "must be greater than zero"),
    ("remedies.0.amount.value", -34.5, "must be greater than zero"),
    ("remedies.0.amount.value", "-0.01", "must be greater than zero"),
    ("remedies.0.amount.value", float("nan"), AMOUNT),
    ("remedies.0.amount.value", float("inf"), AMOUNT),
    ("remedies.0.amount.value", Decimal("-Infinity"), "is not a finite number"),
    ("remedies.0.amount.value", Decimal("sNaN"), "is not a finite number"),
    ("remedies.0.amount.value", "NaN", AMOUNT),
    ("remedies.0.amount.value", "Infinity", AMOUNT),
    ("remedies.0.amount.value", "1e9", AMOUNT),
    ("remedies.0.amount.value", 1e300, AMOUNT),
    ("remedies.0.amount.value", True, AMOUNT),
    ("remedies.0.amount.value", None, AMOUNT),
    ("remedies.0.amount.value", [34.5], AMOUNT),
    ("remedies.0.amount.value", "34,50", AMOUNT),
    ("remedies.0.amount.value", "£34.50", AMOUNT),
    ("remedies.0.amount.value", "1_000", AMOUNT),
    ("remedies.0.amount.value", "٣٤", AMOUNT),
    ("remedies.0.amount.value", 10**16, "has too many digits"),
    ("remedies.0.amount.value", 10**5000, "is not a finite number"),
    ("remedies.0.amount.currency", "gbp", CODE),
    ("remedies.0.amount.currency", "£", CODE),
    ("remedies.0.amount.currency", "XXX", CODE),
    ("remedies.0.amount.currency", "XAU", CODE),
    ("remedies.0.amount.currency", "GBX", "is no currency code known to ISO 4217"),
    ("remedies.0.amount.currency", 826, "is not text"),
    ("remedies.0.amount.currency", "JPY", "round the amount to JPY"),
    ("remedies.0.amount", {"value": "34.505", "currency": "GBP"}, "round the amount to GBP"),
    ("demand", {"description": "x", "amount": {"value": 0, "currency": "GBP"}}, "greater than"),
    # Dates and times.
    ("occurred_on", "2026-02-30", "is no day of the calendar"),
    ("occurred_on", "2026-13-01", "is no day of the calendar"),
    ("occurred_on", "2025-02-29", "is no day of the calendar"),
    ("occurred_on", "0000-01-01", "is no day of the calendar"),
    ("occurred_on", "11/02/2026", DATE),
    ("occurred_on", "2026-2-11", DATE),
    ("occurred_on", "٢٠٢٦-٠٢-١١", DATE),
    ("occurred_on", "2026-02-11T09:00:00", DATE),
    ("occurred_on", dt.datetime(2026, 2, 11, tzinfo=dt.UTC), DATE),
    ("occurred_on", 20260211, DATE),
    ("occurred_on", 1.5, DATE),
    ("occurred_on", True, DATE),
    ("occurred_on", "", DATE),
    ("remedies.0.due", f"when {CANARY} is back", DATE),
    ("next_update_by", "2026-05-06T17:00:00", "a date-time needs its offset, such as"),
    ("next_update_by", "2026-05-06 17:00", "a date-time needs its offset, such as"),
    ("next_update_by", "2026-02-30", MOMENT),
    ("next_update_by", "2026-02-30T10:00:00+02:00", MOMENT),
    ("next_update_by", "2026-05-06T25:00:00+02:00", MOMENT),
    ("next_update_by", "2026-05-06T17:00:00+99:00", MOMENT),
    ("next_update_by", "20260506", MOMENT),
    ("next_update_by", "2026-W19-3", MOMENT),
    ("next_update_by", f"tomorrow, {CANARY}", MOMENT),
    ("next_update_by", 1778000000, MOMENT),
    ("previous_apologies", [{"about": "a late desk"}], "is missing"),
    # Languages.
    ("language", "english", TAG),
    ("language", "e", TAG),
    ("language", "en us", TAG),
    ("language", "", "is empty"),
    ("language", None, "is not text"),
]


@pytest.mark.parametrize(("path", "value", "expected"), BAD, ids=[row[0] for row in BAD])
def test_bad_facts(path: str, value: Any, expected: str) -> None:
    with pytest.raises(FactsError) as caught:
        incident_from(put(path, value), "case.yaml")
    said = str(caught.value)
    assert said.startswith(f"case.yaml: {path}")
    assert expected in said
    assert all(line.isprintable() for line in said.splitlines())
    assert CANARY not in said


def test_a_misspelt_field_is_named_before_the_one_it_stands_for() -> None:
    with pytest.raises(FactsError) as caught:
        incident_from(facts(case_id=MISSING, caseid="TW-4471"), "case.yaml")
    assert str(caught.value).splitlines() == [
        "case.yaml: caseid: is not a known field; remove it or mend its spelling",
        "case.yaml: case_id: is missing; add it",
    ]


def test_everything_that_is_wrong_is_named_at_once() -> None:
    wrong = facts(
        stage="closed",
        customer={"name": "", "email": CANARY},
        occurred_on="yesterday",
        next_update_by="2026-05-06T17:00:00",
        remedies=[{"kind": "refund", "description": "x", "amount": {"value": -1, "currency": "£"}}],
        colour=CANARY,
    )
    with pytest.raises(FactsError) as caught:
        incident_from(wrong, "case.yaml")
    assert [problem.place.removeprefix("case.yaml: ") for problem in caught.value.problems] == [
        "colour", "stage", "customer.name", "customer.email", "occurred_on",
        "remedies.0.amount.value", "remedies.0.amount.currency", "next_update_by",
    ]  # fmt: skip
    assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]
    assert all(problem.problem and problem.remedy for problem in caught.value.problems)
    assert caught.value.problems[0] == (
        caught.value.place,
        caught.value.problem,
        caught.value.remedy,
    )
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("name", ["two\nlines", "\x1b[31m", "right\u202eleft", "x" * 5000])
def test_a_strange_field_name_stays_on_one_short_line(name: str) -> None:
    with pytest.raises(FactsError) as caught:
        incident_from(facts(**{name: 1}))
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("data", [None, "text", 5, ["x"], ()])
def test_facts_that_are_no_mapping(data: Any) -> None:
    with pytest.raises(FactsError, match="is not a mapping of fields"):
        incident_from(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_good_facts(language: str) -> None:
    incident = incident_from(facts(language))
    assert incident.tongue == language
    assert incident.customer.name == facts(language)["customer"]["name"]


def test_only_a_few_fields_are_required() -> None:
    few = {k: facts()[k] for k in ("case_id", "stage", "category", "what_happened", "language")}
    few["customer"] = {"name": "Amara Lindqvist"}
    few["sender"] = {k: facts()["sender"][k] for k in ("name", "title", "company")}
    incident = incident_from(few)
    assert (incident.channel, incident.fault, incident.remedies) == ("email", "unknown", ())
    for name in few:
        with pytest.raises(FactsError, match=f"{name}: is missing"):
            incident_from({k: v for k, v in few.items() if k != name})


@pytest.mark.parametrize(
    ("value", "shown"),
    [(34.5, "34.5"), (34.10, "34.1"), ("34.50", "34.50"), (34, "34"), (Decimal("0.01"), "0.01")],
)
def test_money_is_exact(value: Any, shown: str) -> None:
    incident = incident_from(put("remedies.0.amount.value", value))
    assert incident.remedies[0].amount is not None
    assert str(incident.remedies[0].amount.value) == shown


@pytest.mark.parametrize("currency", ["EUR", "IDR", "JPY", "KWD", "XOF", "USD"])
def test_currencies(currency: str) -> None:
    money = {"value": 1250, "currency": currency}
    assert incident_from(put("remedies.0.amount", money)).remedies[0].amount is not None


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2026-05-06", dt.date(2026, 5, 6)),
        ("2026-05-06T17:00:00Z", dt.datetime(2026, 5, 6, 17, tzinfo=dt.UTC)),
        (
            "2026-05-06 17:00+07:00",
            dt.datetime(2026, 5, 6, 17, tzinfo=dt.timezone(dt.timedelta(hours=7))),
        ),
    ],
)
def test_next_update(told: str, meant: dt.date) -> None:
    incident = incident_from(facts(next_update_by=told))
    assert incident.next_update_by == meant
    assert isinstance(incident.next_update_by, dt.datetime) == isinstance(meant, dt.datetime)


@pytest.mark.parametrize(
    ("told", "tag", "tongue"),
    [("en", "en", "en"), ("EN", "en", "en"), ("en_us", "en-US", "en"), ("pt-BR", "pt-BR", "pt")],
)
def test_language_tags(told: str, tag: str, tongue: str) -> None:
    incident = incident_from(facts(language=told))
    assert (incident.language, incident.tongue) == (tag, tongue)


def test_text_is_cleaned() -> None:
    dirty = "We lost\u200b the \u202edesk\u202c.\r\nTwice. cafe\u0301"
    incident = incident_from(facts(what_happened=dirty, complaint=" \ufeff\u200b "))
    assert incident.what_happened == "We lost the desk.\nTwice. café"


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_empty_complaint_is_none(empty: str | None) -> None:
    assert incident_from(facts(complaint=empty, internal_notes=empty)).complaint is None


def test_private_texts_are_not_shown() -> None:
    incident = incident_from(facts())
    assert "Zebulon" not in repr(incident)
    assert "07700" not in repr(incident)


def test_it_is_frozen() -> None:
    incident = incident_from(facts())
    with pytest.raises(ValueError, match="frozen"):
        incident.case_id = "other"


DAYS = st.dates().map(dt.date.isoformat)
WORDS = st.text("ab cdé Ωλ", min_size=1, max_size=30).filter(str.strip)
MOMENTS = st.datetimes(
    min_value=dt.datetime(2, 1, 1),  # noqa: DTZ001 - hypothesis wants the bounds naive
    max_value=dt.datetime(9998, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(dt.timezone(dt.timedelta(hours=3))),
).map(dt.datetime.isoformat)
AMOUNTS = st.integers(1, 10**14).map(lambda cents: f"{Decimal(cents) / 100:f}")


@given(
    what=WORDS,
    on=DAYS,
    by=MOMENTS | DAYS,
    value=AMOUNTS,
    language=st.sampled_from(LANGUAGES),
    within=st.none() | st.booleans(),
)
def test_json_round_trip(
    what: str, on: str, by: str, value: str, language: str, within: bool | None
) -> None:
    money = {"value": value, "currency": "EUR"}
    demand = {"description": what, "amount": money, "within_policy": within}
    told = facts(language, what_happened=what, occurred_on=on, next_update_by=by, demand=demand)
    incident = incident_from(told)
    again = incident_from(json.loads(incident.model_dump_json()))
    assert again == incident
    assert again.model_dump_json() == incident.model_dump_json()
    assert Incident.model_validate_json(incident.model_dump_json()) == incident
