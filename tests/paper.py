"""Letters, letterheads and a moment for the tests of what leaves the house."""

from datetime import datetime, timedelta, timezone
from typing import Any

from recovery_ai import Incident, Letter, draft
from recovery_ai.export import Posting
from recovery_ai.letterhead import Letterhead, Logo, Stationery
from tests.facts import facts

ON = Posting(on=datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=2))))
HEAD = Letterhead(
    organisation="Thistlewick Furniture",
    address=("4 Alder Lane", "Exeter EX0 0AA"),
    place="Exeter",
    phone="+44 20 7946 0321",
    email="care@thistlewick.example",
    web="www.thistlewick.example",
    registration="Registered in England and Wales no. 00000000",
    colour="#7a2e3a",
)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40">'
    b'<circle cx="20" cy="20" r="18" fill="#7a2e3a"/></svg>'
)
LOGO = Logo(SVG, "svg")
PAPER = Stationery(HEAD, LOGO)


def written(tongue: str = "en", /, **overrides: Any) -> tuple[Letter, Incident]:
    """Return a drafted letter in `tongue`, with its incident."""
    incident = Incident.model_validate(facts(tongue, **overrides))
    letter = draft(incident).letter
    assert letter is not None
    return letter, incident
