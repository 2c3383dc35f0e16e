"""The desk: one case as this session has it, and every change that is made to it from here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import refusals

from recovery_ai import FactsError, JournalError, StaleCase
from recovery_ai.journal import Case, Change, Journal, LetterKind, Person, SeenCase

KINDS: tuple[LetterKind, ...] = ("acknowledgement", "resolution", "decline")
STAGES = {
    "acknowledgement": "acknowledgement",
    "resolution": "resolution",
    "decline": "resolution",
}


class Written(NamedTuple):
    """What was typed: over which version of the case, on which sheet, the how-many-eth change."""

    subject: str
    text: str
    base: int
    number: int
    revision: int


@dataclass
class Desk:
    """A case on the desk.

    Args:
        case: as this session read it or made it last.
        kind: the letter that is being worked on.
        chain: the versions that this session read or made: a text typed over one of them is its
            own successor, a text typed over any other is somebody else's.
        revision: raised whenever the text on the screen has to be replaced.
        handled: the newest change of the editor that was dealt with.
        saved: whether the editor's newest text is in the journal.
        stale: somebody else was first; what was typed here is kept as a side draft.
        news: somebody changed the case, and nothing was typed here since.
        problem: why the last step was refused.
        turn_to: the letter to turn to in the next run.
        facts_said: what the form said when it was saved last; None before it is filled.
    """

    case: Case
    kind: LetterKind
    chain: set[int] = field(default_factory=set)
    revision: int = 0
    handled: int = 0
    saved: bool = True
    stale: StaleCase | None = None
    news: Change | None = None
    problem: str = ""
    turn_to: LetterKind | None = None
    facts_said: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        self.chain.add(self.case.version)

    def look(self, journal: Journal) -> None:
        """See whether somebody else changed the case meanwhile."""
        if self.stale is None:
            now = journal.case(self.case.id)
            self.news = None if now.version in self.chain else now.changed

    def read_again(self, journal: Journal) -> None:
        """Take the case as it stands now, with what others did to it."""
        self.case = journal.case(self.case.id)
        self.chain = {self.case.version}
        self.stale = self.news = None
        self.problem = ""
        self.facts_said = None
        self.revision += 1

    def turn(self) -> None:
        """Turn to another letter of the case."""
        self.revision += 1

    def write(self, journal: Journal, typed: Written, by: Person) -> None:
        """Save what was typed.

        A text over a version that this session does not know comes from before a reload or a
        restart: it is compared with the case of now like anybody else's.
        """
        if typed.number <= self.handled:
            return
        self.handled = typed.number
        letter = self.case.letters[self.kind]
        if (letter.subject, letter.text) == (typed.subject, typed.text) and self.stale is None:
            return
        known = typed.base in self.chain and typed.revision == self.revision and not self.stale
        if known:
            self._catch_up(journal, lambda case: (case.facts, _text(case, self.kind)))
        seen = self.case if known else SeenCase(id=self.case.id, version=typed.base)
        self._step(lambda: journal.save_text(seen, self.kind, typed.subject, typed.text, by))

    def put(self, journal: Journal, subject: str, text: str, by: Person) -> None:
        """Put a text that was not typed here in the place of the one that is there."""
        self._step(lambda: journal.save_text(self.case, self.kind, subject, text, by))
        self.revision += 1

    def adopt(self, case: Case) -> None:
        """Take a case that was changed on this session's behalf; its text replaces the old one."""
        self._took(case)
        self.revision += 1

    def amend(self, journal: Journal, facts: Mapping[str, Any], by: Person) -> bool:
        """Save the facts; return whether they were taken."""
        if self.stale is None:
            self._catch_up(journal, lambda case: case.facts)
        return self._step(lambda: journal.amend(self.case, facts, by))

    def restore(self, journal: Journal, number: int, by: Person) -> None:
        """Make an earlier version the newest one."""
        self._step(lambda: journal.restore(self.case, self.kind, number, by))
        self.revision += 1

    def use_mine(self, journal: Journal, by: Person) -> None:
        """Put what was typed here over what somebody else did.

        Of a letter that is the side draft, and theirs stays among the versions; facts that stand on
        the form are saved with the next run.
        """
        kept = self.stale.kept if self.stale else None
        self.read_again(journal)
        if kept is not None:
            self.restore(journal, kept, by)
        else:
            self.facts_said = {}

    def take(self, step: Callable[[Case], Case]) -> bool:
        """Take a step of the journal with the case as it was seen; return whether it was taken."""
        return self._step(lambda: step(self.case))

    def _catch_up(self, journal: Journal, mine: Callable[[Case], object]) -> None:
        """Take over what others did to the case, where it does not touch what is `mine`."""
        now = journal.case(self.case.id)
        if now.version not in self.chain and mine(now) == mine(self.case):
            self._took(now)

    def _step(self, step: Callable[[], Case]) -> bool:
        self.problem = ""
        try:
            self._took(step())
        except StaleCase as stale:
            self.stale, self.saved = stale, False
            return False
        except (JournalError, FactsError) as refused:
            self.problem, self.saved = refusals.told(refused), False
            return False
        return True

    def _took(self, case: Case) -> None:
        self.case, self.saved = case, True
        self.chain.add(case.version)
        self.stale = self.news = None


def _text(case: Case, kind: LetterKind) -> tuple[int, str, str]:
    letter = case.letters[kind]
    return letter.number, letter.subject, letter.text


def first_kind(case: Case) -> LetterKind:
    """Return the letter that comes next in the life of a case."""
    if case.route == "decline_with_empathy":
        return "decline"
    first = case.letters["acknowledgement"]
    begun = case.letters["resolution"].status != "none" or first.status == "sent"
    if begun or (case.facts.get("stage") == "resolution" and first.status == "none"):
        return "resolution"
    return "acknowledgement"
