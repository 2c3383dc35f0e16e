"""Triage measured on labelled cases: which route was taken, which was right."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recovery_ai.documents import incident_from, parse, read_text, validate
from recovery_ai.errors import LetterError
from recovery_ai.evaluation.run import NOWHERE, Run, told
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
    """One case: the route that is right, and the one taken; None when triage broke on it."""

    name: str
    language: str
    expected: Route
    taken: Route | None = None
    rule: str = ""
    error: str | None = None


class RouteReport(Value):
    """All cases, and the share of right routes."""

    results: tuple[RouteResult, ...]

    @property
    def right(self) -> Proportion:
        """Cases that took the right route."""
        return Proportion(sum(r.expected == r.taken for r in self.results), len(self.results))

    @property
    def errors(self) -> tuple[RouteResult, ...]:
        """Cases on which triage broke; they count as wrong."""
        return tuple(r for r in self.results if r.error)

    @property
    def confusion(self) -> Mapping[tuple[Route, Route], int]:
        """(right route, taken route) -> cases."""
        return Counter((r.expected, r.taken) for r in self.results if r.taken)

    def slices(self) -> Mapping[str, "RouteReport"]:
        """Return a report for each language."""
        return {
            language: RouteReport(results=tuple(r for r in self.results if r.language == language))
            for language in sorted({r.language for r in self.results})
        }


def measure_routes(
    path: Path,
    pack: Pack,
    run: Run = NOWHERE,
) -> RouteReport:
    """Triage every case of the file `path` (the shape of `evals/triage.yaml`).

    Args:
        path: the labelled cases.
        pack: the policy.
        run: keeps each result as it comes, and knows those of an earlier run.
    """
    data = parse(read_text(str(path), error=LetterError), str(path), error=LetterError)
    cases = validate(_File, data, str(path), error=LetterError).cases
    results = []
    for entry in cases:
        incident = incident_from(entry.inputs, f"{path}: {entry.name}")
        key = run.key(entry.model_dump_json())
        known = run.found(key)
        result = _judged(entry, incident, pack) if known is None else _again(known)
        if known is None:
            run.keep(key, entry.name, result.model_dump(mode="json"), result.error)
        results.append(result)
    return RouteReport(results=tuple(results))


def _again(known: Mapping[str, Any]) -> RouteResult:
    return RouteResult.model_validate(known)


def _judged(entry: _Entry, incident: Incident, pack: Pack) -> RouteResult:
    case = RouteResult(
        name=entry.name, language=incident.language, expected=entry.expected_output.route
    )
    try:
        found = triage(incident, pack)
    except Exception as problem:  # whatever breaks on one case is a result, not the end
        return case.model_copy(update={"error": told(problem)})
    return case.model_copy(update={"taken": found.route, "rule": found.rule})
