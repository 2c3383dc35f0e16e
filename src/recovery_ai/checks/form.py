"""Has the letter the length and the order that its framework asks for?"""

from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `too_long`, and `section_order` where the letter has sections."""
    brief = reading.brief
    if len(reading.words) > brief.max_words:
        yield reading.finding("too_long")
    order = [section.id for section in brief.sections]
    written = [section.id for section in reading.letter.sections]
    places = [order.index(section) for section in written if section in order]
    if places != sorted(places) or (written and set(order) - set(written)):
        yield reading.finding("section_order")
