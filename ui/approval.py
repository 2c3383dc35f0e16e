"""Approving one letter: what goes to whom, what was found, who may sign, and the decision."""

from collections.abc import Callable

import case_queue
import case_view
import leaving
import letter_view
import office
import refusals
import streamlit as st
import words

from recovery_ai import JournalError, StaleCase
from recovery_ai.journal import Case, CaseLetter, LetterKind, Override, Person

SEEN = "approve:seen"
PROBLEM = "approve:problem"


def seen(case_id: str) -> Case:
    """Return the case as this person has it on the screen: what is signed is what was seen."""
    case: Case | None = st.session_state.get(SEEN)
    if case is None or case.id != case_id:
        case = office.journal().case(case_id)
        _take(case)
    return case


def _take(case: Case) -> None:
    st.session_state[SEEN] = case
    st.session_state[PROBLEM] = ""


def show(case: Case, kind: LetterKind) -> None:
    """Show a letter as it would leave the house, and what can be decided about it."""
    letter = case.letters[kind]
    now = office.journal().case(case.id)
    with st.container(horizontal=True):
        if st.button(words.say("back_to_case"), key="approve:back"):
            st.switch_page("screens/case.py", query_params={"case": case.id})
        if st.button(words.say("all_waiting"), key="approve:all"):
            st.query_params.clear()
            st.rerun()
        if st.button(words.say("next_letter"), key="approve:next", shortcut=case_queue.KEY):
            _next(case)
    st.header(words.escaped(f"{case.id} · {words.name('kinds', kind)}"), anchor=False)
    st.html(letter_view.badge(words.name("statuses", letter.status)))
    if now.version != case.version:
        _moved(now)
    if problem := st.session_state.get(PROBLEM):
        st.html(letter_view.problem(f"{words.say('refused')}: {problem.rstrip('.')}."))
    if letter.status == "none":
        st.html(letter_view.note(words.say("no_letter")))
        return
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _sheet(case, letter)
    with right:
        _decision(case, letter)


def _moved(now: Case) -> None:
    told = words.changed(now.changed.by, now.changed.at, now.changed.what)
    st.html(letter_view.warning(told))
    st.button(words.say("read_again"), key="approve:read", on_click=_take, args=(now,))


def _next(case: Case) -> None:
    """Go on to the next letter that waits for this person's role."""
    rows = office.journal().queue(waiting_for=office.person().role, limit=case_queue.AHEAD).rows
    if following := case_queue.below(rows, case.id):
        st.query_params.from_dict({"case": following[0].id})
    else:
        st.session_state[PROBLEM] = words.say("no_next_letter")
    st.rerun()


def _sheet(case: Case, letter: CaseLetter) -> None:
    """Show recipient, subject and text once more."""
    language = str(case.facts.get("language", ""))
    st.html(letter_view.envelope(case.facts, letter.subject, language))
    st.html(letter_view.marked(letter.text, letter.findings, language))


def _decision(case: Case, letter: CaseLetter) -> None:
    st.subheader(words.say("findings"), anchor=False)
    language = str(case.facts.get("language", ""))
    st.html(letter_view.findings_list(letter.findings, language))
    st.subheader(words.say("authority"), anchor=False)
    st.html(_authority(case, letter))
    if letter.status in {"drafted", "waiting"}:
        _sign(case, letter)
    else:
        leaving.show(case, letter, lambda how: _send(case, letter.kind, how))


def _authority(case: Case, letter: CaseLetter) -> str:
    """Return whose signature is needed and why, and who has signed."""
    rules, decided = office.journal().pack.authority, office.decided(case, letter.kind)
    told = case_view.signatures(letter, office.journal().history(case.id))
    if decided is None or letter.status in {"approved", "sent"}:
        return told
    lines = [f"{words.say('decision')}: {words.name('routes', decided.route)}"]
    if office.above(case, letter.kind, rules.signers(decided)):
        roles = words.either("roles", rules.above_limit)
        lines.append(words.say("two_people", roles=roles))
    return "".join(map(letter_view.note, lines)) + told


def _sign(case: Case, letter: CaseLetter) -> None:
    """Offer approval, with a reason for every error that shall stand, or the way back."""
    who = office.signer()
    objection, remark = _standing(case, letter, who)
    overrides = () if objection else _overrides(letter)
    answered = {(one.code, one.quote) for one in overrides}
    errors = [one for one in letter.findings if one.severity == "error"]
    open_errors = [one for one in errors if (one.code, one.quote) not in answered]
    if told := objection or remark:
        st.html(letter_view.warning(told) if objection else letter_view.note(told))
    if open_errors and not objection:
        st.html(letter_view.note(words.say("errors_first")))
    st.button(
        words.say("approve_it"),
        key="approve:sign",
        type="primary",
        disabled=bool(open_errors or objection),
        on_click=_approve,
        args=(case, letter.kind, overrides),
    )
    note = st.text_area(words.say("send_back_note"), key="approve:note", height=80)
    st.button(
        words.say("send_back"),
        key="approve:reject",
        disabled=not note.strip(),
        on_click=_reject,
        args=(case, letter.kind, note),
    )


def _standing(case: Case, letter: CaseLetter, who: Person) -> tuple[str, str]:
    """Return why this person cannot sign, and what they should know if they can."""
    journal = office.journal()
    rules, role = journal.pack.authority, words.name("roles", who.role)
    if any(one.valid and one.by == who.name for one in letter.approvals):
        return words.say("signed_already"), ""
    decided = office.decided(case, letter.kind)
    if decided and not rules.signs(who.role, decided):
        able = words.either("roles", rules.signers(decided))
        return words.say("cannot_sign", role=role, roles=able), ""
    wrote = who.name in journal.writers(case.id, letter.kind)
    if not wrote or rules.of(who.role).own_letters:
        return "", ""
    if not who.alone:
        return words.say("own_letter"), ""
    if office.above(case, letter.kind, [who.role]):
        return words.say("alone_above"), ""
    return "", words.say("alone")


def _overrides(letter: CaseLetter) -> tuple[Override, ...]:
    """Ask for a reason for each error; return the errors that got one."""
    errors = [one for one in letter.findings if one.severity == "error"]
    who = office.person()
    if not errors or who.role not in office.journal().pack.authority.override:
        return ()
    found = []
    with st.expander(words.say("override_title", n=len(errors))):
        st.html(letter_view.note(words.say("override_help")))
        for number, one in enumerate(letter_view.in_order(errors), 1):
            code, quote = words.name("codes", one.code), one.quote or words.say("whole_letter")
            name = f"[{number}] {code}: {words.verbatim(quote)}"
            reason = st.text_input(name, key=f"override:{letter.number}:{one.code}:{number}")
            if reason.strip():
                found.append(Override(code=one.code, quote=one.quote, reason=reason, by=who.name))
    return tuple(found)


def _approve(case: Case, kind: LetterKind, overrides: tuple[Override, ...]) -> None:
    _step(lambda: office.journal().approve(case, kind, office.signer(), overrides))


def _reject(case: Case, kind: LetterKind, note: str) -> None:
    _step(lambda: office.journal().reject(case, kind, office.person(), note))


def _send(case: Case, kind: LetterKind, how: str) -> None:
    _step(lambda: office.journal().send(case, kind, office.person(), how))


def _step(step: Callable[[], Case]) -> None:
    try:
        _take(step())
    except StaleCase as stale:
        st.session_state[PROBLEM] = words.changed(stale.by, stale.at, stale.what)
    except JournalError as refused:
        st.session_state[PROBLEM] = refusals.told(refused)
