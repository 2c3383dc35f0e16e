"""Does a sentence say what the policy forbids? The rules of the pack decide, phrase by phrase."""

from collections.abc import Iterator

from recovery_ai.findings import SINS, Code, Finding
from recovery_ai.naming import waived
from recovery_ai.reading import Reading

CODES: tuple[Code, ...] = (*SINS, "foreign_link", "placeholder", "leaks_internal", "leaks_pii")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield one finding for each sentence and code that a rule flags."""
    seen: set[tuple[str, int]] = set()
    for hit in reading.hits(*CODES):
        key = (hit.rule.code, hit.line.index)
        if key not in seen and not waived(reading, hit):
            seen.add(key)
            yield reading.finding(hit.rule.code, hit.start, hit.end, rule=hit.rule)
