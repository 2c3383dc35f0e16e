"""The report of a case as PDF, from the Markdown that the journal writes."""

import json
from itertools import groupby
from pathlib import Path
from typing import Any

from recovery_ai.export.pdf import set_as_pdf

TEMPLATE = Path(__file__).with_name("report.typ")
_KINDS = {"# ": "title", "## ": "heading", "- ": "item"}


def report_pdf(markdown: str) -> bytes:
    """Return the report as PDF (PDF/UA-1); equal reports give equal bytes.

    Raises:
        MissingExtra: without the extra `letterhead`.
        LetterError: when it holds a character that no font has.
    """
    found = blocks(markdown)
    title = next((one["cells"][0] for one in found if one["kind"] == "title"), "Case")
    told = json.dumps({"title": title, "blocks": found}, ensure_ascii=False)
    return set_as_pdf(TEMPLATE.read_bytes(), {"report": told})


def blocks(markdown: str) -> list[dict[str, Any]]:
    """Return the blocks of Markdown as the journal writes it: headings, items, tables, text."""
    found: list[dict[str, Any]] = []
    lines = (line for line in markdown.splitlines() if line.strip())
    for is_table, some in groupby(lines, lambda line: line.startswith("|")):
        if is_table:
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in some]
            told = [row for row in rows if not set("".join(row)) <= {"-", " "}]
            found.append({"kind": "table", "rows": told})
        else:
            found += map(_block, some)
    return found


def _block(line: str) -> dict[str, Any]:
    for mark, kind in _KINDS.items():
        if line.startswith(mark):
            return {"kind": kind, "cells": [line.removeprefix(mark)]}
    return {"kind": "text", "cells": [line]}
