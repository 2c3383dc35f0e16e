"""Labelled sentences: what teaches the classifier beside the letters."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from recovery_ai.documents import parse, read_text, validate
from recovery_ai.errors import LetterError
from recovery_ai.findings import Code
from recovery_ai.incident import Value


class Sentence(Value):
    """One sentence as it would stand in a letter, and the sins that a careful reader hears."""

    text: str
    codes: tuple[Code, ...] = Field(default=(), description="empty for a sentence that is fine")
    near: Code | None = Field(default=None, description="the sin that a good sentence looks like")


def read_sentences(folder: Path) -> Iterator[tuple[str, Sentence]]:
    """Yield author and sentence, from the files `AUTHOR.jsonl` of a folder.

    Raises:
        InputError: naming file and line of what is no labelled sentence.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(read_text(str(path), error=LetterError).splitlines(), 1):
            place = f"{path}:{number}"
            data = parse(line, place, error=LetterError)
            yield path.stem, validate(Sentence, data, place, error=LetterError)
