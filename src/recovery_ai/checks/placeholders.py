"""Is anything left that was meant to be filled in?"""

import re
from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.reading import Reading
from recovery_ai.slots import PATTERN, unknown_in

_BRACKETS = re.compile(
    r"\[(?!\[)[^\[\]\n]{1,60}\](?!\])|\{\{?[^{}\n]{1,60}\}\}?|<[^\W\d][^<>\n]{0,40}>"
    r"|_{3,}|\bX{2,}\b|\bTBD\b|\bTBC\b|%[A-Z_]{3,}%|\$[A-Z_]{3,}\b"
)
# "(nama teknisi)": a field's name in brackets where its value should stand.
_FIELD = re.compile(
    r"\((?:nama|nomor|jumlah|alamat|jabatan|isi|name|number|amount|address|insert|όνομα|αριθμός|ποσό)"
    r"(?: [^\W\d]+){0,2}\)",
    re.IGNORECASE,
)
_SLOT = re.compile(r"\[\[[^\[\]\n]{0,80}\]\]")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `unknown_slot` for a slot that the brief has not, `placeholder` for other gaps."""
    text = reading.text
    for match in _SLOT.finditer(text):
        yield reading.finding("unknown_slot", *match.span())
    for section in reading.letter.sections:
        for token in unknown_in(section.text, reading.brief.slots):
            if token not in text and PATTERN.fullmatch(token):
                yield reading.finding("unknown_slot")
    for pattern in (_BRACKETS, _FIELD):
        for match in pattern.finditer(text):
            if match[0].strip("[]") != reading.brief.case_id:  # "[TF-0420]" in a subject
                yield reading.finding("placeholder", *match.span())
