"""Who may approve what: limits, two people, own letters, overrides with a reason."""

from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from recovery_ai import Incident, JournalError, Triage, draft, load_pack, triage
from recovery_ai.incident import Money, Remedy
from recovery_ai.journal import Case, Journal, Override, Person
from recovery_ai.pack import Pack
from recovery_ai.settings import SECRETS, Settings
from recovery_ai.triage import Route
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


def test_who_works_alone_approves_what_they_wrote_and_the_log_says_so(journal: Journal) -> None:
    lone = BO.model_copy(update={"alone": True})
    case = journal.new_case(facts(), lone)
    case = journal.record_draft(case, draft(journal.incident(case)), lone)
    case = journal.approve(case, "resolution", lone)
    assert letter(case).status == "approved"
    assert (journal.history(case.id)[-1].payload or {})["alone"] is True
    other = journal.approve(drafted(journal, case_id="TW-2"), "resolution", lone)
    assert (journal.history(other.id)[-1].payload or {})["alone"] is False, "Mina wrote it"


def test_two_people_are_needed_above_the_limit_of_who_works_alone(journal: Journal) -> None:
    lone = BO.model_copy(update={"alone": True})
    case = journal.new_case(facts(**refund("4500.01")), lone)
    case = journal.record_draft(case, draft(journal.incident(case)), lone)
    with pytest.raises(JournalError, match="is above what you may approve alone; another person"):
        journal.approve(case, "resolution", lone)
    case = journal.approve(case, "resolution", ADA)
    assert letter(case).status == "waiting"
    assert letter(journal.approve(case, "resolution", CY)).status == "approved"


def test_a_person_is_alone_until_somebody_else_has_worked_here(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOVERY_AI_HOME", str(tmp_path))
    assert journal.alone("Bo Tamm", Settings())
    case = journal.new_case(facts(), BO)
    assert journal.alone("Bo Tamm", Settings())
    assert not journal.alone("Bo Tamm", Settings(alone=False))
    journal.assign(case, "Mina Okonjo", MINA)
    assert not journal.alone("Bo Tamm", Settings())
    assert journal.alone("Bo Tamm", Settings(alone=True))
    signed_in = Settings(alone=True, roles={"bo@quay.example": "admin"})
    assert not journal.alone("Bo Tamm", signed_in)
    (tmp_path / SECRETS).write_text("[auth]\n", encoding="utf-8")
    assert not journal.alone("Bo Tamm", Settings(alone=True))


def test_whom_triage_names_is_whom_the_letter_waits_for(tmp_path: Path) -> None:
    folder = tmp_path / "policy" / "authority"
    folder.mkdir(parents=True)
    text = load_pack().text("authority/default.yaml")
    own = text.replace("senior: [approver, admin]", "senior: [admin]")
    (folder / "default.yaml").write_text(own, encoding="utf-8")
    pack = load_pack(None, tmp_path / "policy")
    with Journal(f"sqlite:///{tmp_path / 'j.db'}", pack) as journal:
        assert letter(drafted(journal)).waiting_for == ("approver", "admin")
        grave = drafted(journal, case_id="TW-2", severity="high")
        assert letter(grave).waiting_for == ("admin",)
        with pytest.raises(JournalError, match="ask somebody who is admin"):
            journal.approve(grave, "resolution", ADA)


def test_every_name_of_triage_has_roles_that_may_sign(pack: Pack) -> None:
    named = {"agent", "team_lead", "senior", "legal"}
    assert pack.authority.approvers.keys() == named
    for route in get_args(Route):
        for severity in ("low", "high"):
            found = triage_of(route, severity)
            assert found.approver in named
            assert pack.authority.signers(found)


def triage_of(route: str, severity: str) -> Triage:
    """Return what triage says of a case that goes this way."""
    changes: dict[str, dict[str, Any]] = {
        "apologise": {},
        "acknowledge_first": {"stage": "acknowledgement"},
        "decline_with_empathy": {
            "fault": "customer",
            "remedies": [],
            "demand": {"description": "a new desk", "within_policy": False},
        },
        "escalate_legal": {"complaint": "I was injured and my solicitor will sue you."},
        "log_as_feedback": {
            "what_happened": "I wish you had more colours.",
            "complaint": "It would be nice if you had more colours.",
            "impact": [],
            "remedies": [],
            "fault": "unknown",
        },
    }
    found = triage(Incident.model_validate(facts(**{"severity": severity, **changes[route]})))
    assert found.route == route or severity == "high"
    return found


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
