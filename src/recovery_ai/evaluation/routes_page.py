"""The triage report as a page."""

from recovery_ai.evaluation.page import render
from recovery_ai.evaluation.routes import RouteReport


def routes_page(report: RouteReport, *, pack: str) -> str:
    """Return the page; `pack` is the digest of the policy."""
    seen = {r.expected for r in report.results} | {r.taken for r in report.results if r.taken}
    return render("triage.html.j2", {"report": report, "routes": sorted(seen), "pack": pack})
