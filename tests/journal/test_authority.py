"""Who may approve what: limits, two people, own letters, overrides with a reason."""

from decimal import Decimal
from typing import Any

import pytest

from recovery_ai import JournalError, draft
from recovery_ai.incident import Money, Remedy
from recovery_ai.journal import Case, Journal, Override, Person
from recovery_ai.pack import Pack
from tests.facts import facts
from tests.journal.conftest import ADA, BO, MINA
from tests.journal.test_story import drafted

ASA = Person(name="Asa Lind", role="approver")
CY = Person(name="Cy Aalto", role="admin")


def refund(value: str, currency: str = "GBP") -> dict[str, Any]:
    """Return a case that refunds this much."""
    return {
        "remedies": [
            {
                "kind": "refund",
                "description": "refund of the delivery fee",
                "amount": {"value": value, "currency": currency},
                "due": "2026-03-02",
            }
        ]
    }


def letter(case: Case) -> Any:
    """Return the resolution letter."""
    return case.letters["resolution"]


def test_within_the_limit_one_signature_is_enough(journal: Journal) -> None:
    case = journal.approve(drafted(journal, **refund("450.00")), "resolution", ADA)
    assert letter(case).status == "approved"


def test_above_it_the_letter_waits_for_somebody_who_may(journal: Journal) -> None:
    case = drafted(journal, **refund("450.01"))
    assert letter(case).waiting_for == ("admin",)
    case = journal.approve(case, "resolution", ADA)
    assert (case.state, letter(case).status, letter(case).waiting_for) == (
        "drafted", "waiting", ("admin",),
    )  # fmt: skip
    assert [row.id for row in journal.queue(waiting_for="admin").rows] == [case.id]
    assert journal.queue(waiting_for="approver").rows == ()
    with pytest.raises(JournalError, match="is not approved"):
        journal.send(case, "resolution", MINA)
    case = journal.approve(case, "resolution", BO)
    assert (case.state, letter(case).status) == ("approved", "approved")


def test_nobody_approves_alone_what_is_above_every_limit(journal: Journal) -> None:
    case = journal.approve(drafted(journal, **refund("4500.01")), "resolution", BO)
    assert letter(case).status == "waiting"
    with pytest.raises(JournalError, match="has your signature already; another person"):
        journal.approve(case, "resolution", BO)
    assert letter(journal.approve(case, "resolution", CY)).status == "approved"


def test_two_approvers_are_not_enough_above_every_limit(journal: Journal) -> None:
    case = journal.approve(drafted(journal, **refund("4500.01")), "resolution", ADA)
    case = journal.approve(case, "resolution", ASA)
    assert (letter(case).status, letter(case).waiting_for) == ("waiting", ("admin",))
    assert letter(journal.approve(case, "resolution", BO)).status == "approved"


def test_a_currency_without_a_limit_counts_as_above(journal: Journal) -> None:
    case = journal.approve(drafted(journal, **refund("1.00", "NOK")), "resolution", BO)
    assert letter(case).status == "waiting"


def test_nobody_approves_what_they_wrote(journal: Journal) -> None:
    case = journal.new_case(facts(), ADA)
    case = journal.record_draft(case, draft(journal.incident(case)), ADA)
    with pytest.raises(JournalError, match="was written by you; ask somebody else"):
        journal.approve(case, "resolution", ADA)
    assert letter(journal.approve(case, "resolution", ASA)).status == "approved"


def test_an_agent_may_approve_their_own_acknowledgement(journal: Journal) -> None:
    case = acknowledged(journal, remedies=[])
    case = journal.approve(case, "acknowledgement", MINA)
    case = journal.send(case, "acknowledgement", MINA)
    assert case.state == "acknowledged"
    assert case.letters["acknowledgement"].sent and case.letters["resolution"].number == 0


def acknowledged(journal: Journal, **changes: Any) -> Case:
    """Receive a case and draft its acknowledgement."""
    case = journal.new_case(facts(next_update_by="2026-03-05", **changes), MINA)
    return journal.record_draft(case, draft(journal.incident(case, "acknowledgement")), MINA)


def test_an_acknowledgement_that_offers_a_refund_is_not_theirs_alone(journal: Journal) -> None:
    case = acknowledged(journal)
    assert case.letters["acknowledgement"].waiting_for == ("approver", "admin")
    with pytest.raises(JournalError, match="was written by you|is above"):
        journal.approve(case, "acknowledgement", ADA.model_copy(update={"name": MINA.name}))
    case = journal.approve(case, "acknowledgement", MINA)  # a first signature, no more
    assert case.letters["acknowledgement"].status == "waiting"
    case = journal.approve(case, "acknowledgement", ADA)
    assert case.letters["acknowledgement"].status == "approved"


def test_a_route_for_legal_is_the_admins(journal: Journal) -> None:
    words = {
        "complaint": "I was injured and my solicitor will sue you.",
        "next_update_by": "2026-03-05",
    }
    case = journal.new_case(facts(**words), MINA)
    assert case.route == "escalate_legal"
    text = "Dear Ms Lindqvist,\n\nThank you for writing."
    case = journal.save_text(case, "acknowledgement", "Your case", text, MINA)
    with pytest.raises(JournalError, match="route escalate_legal.*ask somebody who is admin"):
        journal.approve(case, "acknowledgement", ADA)


def test_an_error_stands_only_with_a_reason_and_is_recorded(journal: Journal) -> None:
    case = drafted(journal)
    text = letter(case).text.replace("This was our mistake.", "It was your own fault.")
    text = text if text != letter(case).text else letter(case).text + "\nIt was your own fault."
    case = journal.save_text(case, "resolution", letter(case).subject, text, MINA)
    errors = [f for f in letter(case).findings if f.severity == "error"]
    assert errors and letter(case).waiting_for == ()

    def told(reason: str) -> tuple[Override, ...]:
        return tuple(Override(code=f.code, quote=f.quote, reason=reason, by="x") for f in errors)

    with pytest.raises(JournalError, match="has errors .*blames_customer"):
        journal.approve(case, "resolution", ADA)
    with pytest.raises(JournalError, match="agent may not|no letter that agent"):
        journal.approve(case, "resolution", Person(name="Eve"), told("agreed with her by phone"))
    with pytest.raises(JournalError, match="at least 10 characters"):
        journal.approve(case, "resolution", ADA, told("  short  "))
    case = journal.approve(case, "resolution", ADA, told("agreed with her by phone"))
    assert case.state == "approved"
    (signed,) = letter(case).approvals
    assert {(one.code, one.by) for one in signed.overrides} == {(f.code, ADA.name) for f in errors}
    event = journal.history(case.id)[-1]
    assert event.payload and event.payload["overrides"][0]["reason"] == "agreed with her by phone"


def test_overrides_reach_the_record_of_the_draft(journal: Journal) -> None:
    case = journal.new_case(facts(), MINA)
    result = draft(journal.incident(case))
    assert result.letter
    text = result.letter.text + "\n\nIt was your own fault."
    worse = result.model_copy(update={"letter": result.letter.model_copy(update={"text": text})})
    case = journal.record_draft(case, worse, MINA)
    wrong = [f for f in letter(case).findings if f.severity == "error"]
    why = tuple(Override(code=f.code, reason="agreed with her by phone", by="") for f in wrong)
    journal.approve(case, "resolution", ADA, why)
    kept = journal.draft_of(case.id, "resolution", 1)
    assert kept and {one.code for one in kept.record.overrides} == {f.code for f in wrong}
    assert kept.record.attempts == result.record.attempts


@pytest.mark.parametrize(
    ("role", "amounts", "covered"),
    [
        ("approver", ("200", "250"), True),
        ("approver", ("200", "250.01"), False),  # amounts of a kind add up
        ("admin", ("200", "250.01"), True),
        ("agent", ("0.01",), False),
    ],
)
def test_amounts_of_a_kind_add_up(
    pack: Pack, role: Any, amounts: tuple[str, ...], covered: bool
) -> None:
    remedies = [
        Remedy(kind="refund", description="r", amount=Money(value=Decimal(a), currency="GBP"))
        for a in amounts
    ]
    assert pack.authority.of(role).covers(remedies) is covered


def test_a_refund_without_an_amount_is_above_every_limit(pack: Pack) -> None:
    remedies = (Remedy(kind="refund", description="refund of the fee"),)
    assert not pack.authority.of("admin").covers(remedies)
    assert pack.authority.of("admin").covers([Remedy(kind="replacement", description="a new one")])


def test_a_rejected_letter_says_why_until_it_is_written_again(journal: Journal) -> None:
    case = drafted(journal)
    with pytest.raises(JournalError, match="say what to mend"):
        journal.reject(case, "resolution", ADA, " ")
    case = journal.reject(case, "resolution", ADA, "name the depot")
    assert letter(case).rework.reason == "name the depot"
    case = journal.save_text(
        case, "resolution", letter(case).subject, letter(case).text + " ", MINA
    )
    assert letter(case).rework is None
