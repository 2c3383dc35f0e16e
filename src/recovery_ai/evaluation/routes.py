"""Triage measured on labelled cases: which route was taken, which was right."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recovery_ai.documents import incident_from, parse, read_text, validate
from recovery_ai.errors import LetterError
from recovery_ai.evaluation.statistics import Proportion
from recovery_ai.incident import Incident, Value
from recovery_ai.pack import Pack
from recovery_ai.triage import Route, triage


class _Expected(Value):
    route: Route


class _Entry(Value):
    name: str
    inputs: dict[str, Any]
    expected_output: _Expected
    metadata: dict[str, Any]


class _File(Value):
    name: str
    cases: tuple[_Entry, ...]


class RouteResult(Value):
    """One case: the route that is right, and the one taken."""

    name: str
    language: str
    expected: Route
    taken: Route
    rule: str


class RouteReport(Value):
    """All cases, and the share of right routes."""

    results: tuple[RouteResult, ...]

    @property
    def right(self) -> Proportion:
        """Cases that took the right route."""
        return Proportion(sum(r.expected == r.taken for r in self.results), len(self.results))

    @property
    def confusion(self) -> Mapping[tuple[Route, Route], int]:
        """(right route, taken route) -> cases."""
        return Counter((r.expected, r.taken) for r in self.results)


def measure_routes(path: Path, pack: Pack) -> RouteReport:
    """Triage every case of the file `path` (the shape of `evals/triage.yaml`)."""
    data = parse(read_text(str(path), error=LetterError), str(path), error=LetterError)
    results = []
    for entry in validate(_File, data, str(path), error=LetterError).cases:
        incident: Incident = incident_from(entry.inputs, f"{path}: {entry.name}")
        found = triage(incident, pack)
        results.append(
            RouteResult(
                name=entry.name,
                language=incident.language,
                expected=entry.expected_output.route,
                taken=found.route,
                rule=found.rule,
            )
        )
    return RouteReport(results=tuple(results))
