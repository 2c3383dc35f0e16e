"""A sentence may hold every word of a fact and say the opposite: nothing vouches for it then."""

from typing import Any

import pytest

from recovery_ai import Review, api
from tests.facts import facts


def judged(old: str, new: str, **extra: Any) -> Review:
    letter = api.draft({**facts(), **extra}).letter
    assert letter is not None
    assert old in letter.text
    return api.check({**facts(), **extra}, letter.text.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We will refund", "We will not refund"),
        ("We will refund", "We won't refund"),
        ("We will refund", "We cannot refund"),
    ],
)
def test_a_negated_remedy_is_missing(old: str, new: str) -> None:
    assert "missing_remedy" in {f.code for f in judged(old, new).findings}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We will refund", "We may refund"),
        ("We will refund", "Perhaps we will refund"),
        ("Tobias Fenwright", "Thomas Fenwright"),
    ],
)
def test_nothing_vouches_for_what_turns_a_fact(old: str, new: str) -> None:
    found = judged(old, new)
    assert not found.proved
    assert any(new.split()[0] in p.sentence for p in found.provenance if p.verdict == "unlicensed")


def test_denied_ownership_is_none() -> None:
    found = judged("That was our mistake.", "That was not our mistake.")
    assert not found.accepted or not found.proved
    told = {p.sentence: p.verdict for p in found.provenance}
    assert told["That was not our mistake."] != "licensed"


def test_days_of_two_remedies_may_not_change_places() -> None:
    remedies = [
        {"kind": "refund", "description": "refund of the delivery fee", "due": "2026-03-02",
         "amount": {"value": "34.50", "currency": "GBP"}},
        {"kind": "replacement", "description": "a new oak drawer", "due": "2026-03-09"},
    ]  # fmt: skip
    found = judged("9 March 2026", "2 March 2026", remedies=remedies)
    assert not found.proved


@pytest.mark.parametrize("name", ["O'Neill", "D’Arcy-Smith", "Wójcik-O'Neill"])
def test_a_name_with_an_apostrophe_is_the_customer_s(name: str) -> None:
    customer = {"name": f"Mary {name}", "salutation": f"Ms {name}"}
    drafted = api.draft({**facts(), "customer": customer})
    assert (drafted.status, drafted.proved) == ("accepted", True)


@pytest.mark.parametrize(
    ("tongue", "good", "bad"),
    [
        (
            "id",
            "Kami akan mengembalikan ongkos kirim",
            "Kami tidak akan mengembalikan ongkos kirim",
        ),
        ("el", "Θα σας επιστρέψουμε τα μεταφορικά", "Δεν θα σας επιστρέψουμε τα μεταφορικά"),
    ],
)
def test_other_languages_say_no_as_well(tongue: str, good: str, bad: str) -> None:
    told = "pengembalian ongkos kirim" if tongue == "id" else "επιστροφή μεταφορικών"
    case = {**facts(), "language": tongue, "remedies": [{"kind": "refund", "description": told}]}

    def missing(text: str) -> bool:
        return "missing_remedy" in {f.code for f in api.check(case, f"{text}.").findings}

    assert not missing(good)
    assert missing(bad)
