"""Is every address in the letter one that the facts know?"""

import re
from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.language.text import fold
from recovery_ai.reading import Reading

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+"
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,4}"
    r"(?:com|net|org|info|biz|xyz|top|site|online|club|shop|link|vip|bet|win|io|co|me|ly|id|gr|uk|"
    r"us|eu|ru|cn|example)(?:/[^\s<>\"')\]]*)?(?![\w-])",
    re.IGNORECASE,
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `foreign_link` for each web address that stands in no fact."""
    if "." not in reading.text:
        return
    brief = reading.brief
    known = reading.evidence.text
    mail = fold(brief.incident.sender.email or "").rpartition("@")[2]
    for match in _URL.finditer(reading.text):
        address = fold(match[0]).rstrip(".,;:!?")
        if match.start() and reading.text[match.start() - 1] == "@":
            continue
        host = re.sub(r"^(https?://)?(www\.)?", "", address).split("/")[0]
        if address not in known and host not in known and host != mail:
            end = match.start() + len(address)
            yield reading.finding("foreign_link", match.start(), end)
