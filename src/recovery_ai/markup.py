"""HTML as its reader sees it: text without markup, and without what is hidden from the eye."""

import re
from html.parser import HTMLParser

_HIDDEN = frozenset({"head", "script", "style", "template", "title", "noscript", "svg", "object"})
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BREAKS = frozenset(
    "address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre "
    "section table tr ul".split()
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0")


class _Words(HTMLParser):
    """Collects what a reader of an HTML mail sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            self._skipped += [] if tag in _VOID else [tag]
        elif tag not in _VOID and (tag in _HIDDEN or _hidden(dict(attrs))):
            self._skipped.append(tag)
        elif tag in _BREAKS:
            self.seen.append("\n\n" if tag == "p" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipped:
            while self._skipped.pop() != tag:
                pass
        elif not self._skipped and tag in _BREAKS:
            self.seen.append("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.seen.append(re.sub(r"\s+", " ", data))


def _hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_UNSEEN.search((attributes.get("style") or "").lower()))


def without_markup(html: str) -> str:
    """Return the text of an HTML page: no scripts, no styles, nothing that is set to be hidden."""
    words = _Words()
    words.feed(html)
    words.close()
    return "\n".join(" ".join(line.split()) for line in "".join(words.seen).split("\n"))
