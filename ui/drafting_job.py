"""A draft under way: it goes on while the page is touched, reloaded or closed, and can be stopped.

Jobs belong to their case, not to a session: whoever opens the case finds the one that is running.
The job itself puts its result into the journal, so that nobody has to be there when it ends.
"""

import streamlit as st
import words
from work import Work

from recovery_ai import Draft, Incident, Model, StaleCase, adraft
from recovery_ai.journal import Case, Journal, Person


class Job(Work[Draft]):
    """One draft.

    Args:
        journal: where the result goes.
        case: as it was seen when the draft was asked for; if it was changed meanwhile, the result
            becomes a side draft.
        incident: the facts.
        model: `offline`, names of models, or a model.
        by: who asked.
    """

    def __init__(
        self, journal: Journal, case: Case, incident: Incident, model: str | Model, by: Person
    ) -> None:
        self.case: Case | None = None
        self.stale: StaleCase | None = None
        self._journal, self._seen, self._by = journal, case, by
        self._incident, self._model = incident, model
        super().__init__("draft")

    async def do(self) -> Draft:
        """Draft the letter."""
        pack, regime = self._journal.pack, self._journal.regime
        return await adraft(
            self._incident, self._model, pack=pack, regime=regime, progress=self.note
        )

    def keep(self, result: Draft) -> str:
        """Put the draft into the journal."""
        try:
            self.case = self._journal.record_draft(self._seen, result, self._by)
        except StaleCase as stale:
            self.stale = stale
        return why_none(result) if result.letter is None else ""


def why_none(result: Draft) -> str:
    """Return why there is no letter."""
    details = [attempt.detail for attempt in result.attempts if attempt.detail]
    return next(iter([*details, *result.record.notes]), words.table("en")["no_letter_due"])


@st.cache_resource(show_spinner=False)
def jobs() -> dict[str, Job]:
    """Return the drafts under way, by case, of every session."""
    return {}


def told(step: str) -> str:
    """Return a step of drafting in the words of the interface, its sections by name."""
    known = words.names("progress")
    if step in known:
        return str(known[step])
    if step.startswith("repairing "):
        sections = step.removeprefix("repairing ").split(", ")
        named = ", ".join(words.name("section_names", one) for one in sections)
        return f"{known['repairing']}: {named}"
    return str(known["judging"]) if step.startswith("judging ") else step
