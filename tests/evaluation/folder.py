"""A folder of three labelled letters: a good one, one that is caught, one that is missed."""

from pathlib import Path
from typing import Any

import yaml

from recovery_ai import draft
from tests.facts import facts

STRAY = "Zebras graze by the river."
CLOSE = "\n\nYours sincerely"


def entry(name: str, letter: str, *violations: dict[str, str], **metadata: Any) -> dict[str, Any]:
    return {
        "name": name,
        "inputs": {"facts": "desk", "letter": letter},
        "expected_output": {"violations": list(violations)},
        "metadata": {
            "language": "en", "stage": "resolution", "category": "delivery_delay",
            "channel": "email", "parent_id": name, "split": "dev", **metadata,
        },
    }  # fmt: skip


def write(folder: Path, *entries: dict[str, Any]) -> None:
    (folder / "facts.yaml").write_text(yaml.safe_dump({"desk": facts()}), encoding="utf-8")
    text = yaml.safe_dump({"name": "letters", "cases": list(entries)}, allow_unicode=True)
    (folder / "letters.yaml").write_text(text, encoding="utf-8")


def fill(folder: Path) -> Path:
    composed = draft(facts()).letter
    assert composed is not None
    good = composed.text
    blaming = good.replace(CLOSE, f"\n\nYou must have given us the wrong door.{CLOSE}")
    missed = good.replace(CLOSE, f"\n\n{STRAY}{CLOSE}")
    write(
        folder,
        entry("good", good),
        entry("blames", blaming, {"code": "blames_customer", "quote": "You must have given us"}),
        entry("misses", missed, {"code": "excuse", "quote": STRAY}, split="test"),
    )
    return folder
