"""The letterhead: who the paper belongs to, and how it looks."""

import re
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from recovery_ai.errors import SettingsError
from recovery_ai.fields import Email, Line
from recovery_ai.incident import Sender, Value

LogoKind = Literal["png", "jpg", "svg"]
MAX_LOGO_BYTES = 1_000_000
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SVG = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|!--|svg)[\s\S]{0,4000}", re.ASCII)


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise ValueError("is no colour; give it as #1f4e79")
    return value.lower()


class Letterhead(Value):
    """What `[letterhead]` in `recovery.toml` may say.

    Args:
        organisation: the name at the head of the paper.
        address: its lines, postal order.
        place: the town before the date, as in "Leeds, 22 November 2026".
        logo: a png, jpg or svg file; a relative path counts from the data folder.
        registration: one line at the foot, such as the company and VAT numbers.
        colour: accent of names and rules, `#rrggbb`.
        font: a typeface instead of Libertinus Serif, from `fonts` (PDF) or the reader's own (Word).
        fonts: a folder with font files, for that typeface or for further scripts.
        paper: the sheet's size.
        sender: the accountable person who signs all letters, over the one in the facts.
    """

    organisation: Line
    address: Annotated[tuple[Line, ...], Field(max_length=6)] = ()
    place: Line | None = None
    phone: Line | None = None
    email: Email | None = None
    web: Line | None = None
    logo: Line | None = None
    registration: Line | None = None
    colour: Annotated[str, AfterValidator(_colour)] = "#1f3a5f"
    font: Line | None = None
    fonts: Line | None = None
    paper: Literal["a4", "letter"] = "a4"
    sender: Sender | None = None


class Logo(NamedTuple):
    """A picture as read from its file."""

    data: bytes
    kind: LogoKind


class Stationery(NamedTuple):
    """A letterhead with its files at hand."""

    head: Letterhead
    logo: Logo | None = None
    fonts: Path | None = None


def read_stationery(head: Letterhead, folder: Path, place: str) -> Stationery:
    """Read the files that a letterhead names.

    Args:
        head: the letterhead.
        folder: what relative paths count from.
        place: how an error names the letterhead, such as `recovery.toml: letterhead`.

    Raises:
        SettingsError: when a file is missing, unreadable, too large or no picture.
    """
    fonts = folder / Path(head.fonts).expanduser() if head.fonts else None
    if fonts and not fonts.is_dir():
        raise SettingsError(f"{place}.fonts", "is no folder", "correct the path")
    path = folder / Path(head.logo).expanduser() if head.logo else None
    return Stationery(head, _logo(path, f"{place}.logo") if path else None, fonts)


def _logo(path: Path, place: str) -> Logo:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_LOGO_BYTES + 1)
    except (OSError, ValueError) as problem:  # a path with a NUL is a ValueError
        reason = getattr(problem, "strerror", None) or "no such path"
        raise SettingsError(place, f"cannot be read ({reason})", "correct the path") from None
    if len(data) > MAX_LOGO_BYTES:
        raise SettingsError(place, "is larger than 1 MB", "name a smaller picture")
    kind = _kind(data)
    if kind is None:
        raise SettingsError(place, "is no png, jpg or svg picture", "name a picture of these kinds")
    return Logo(data, kind)


def _kind(data: bytes) -> LogoKind | None:
    """Return what a picture is by its first bytes, whatever its name says."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "svg" if _SVG.match(data) and b"<svg" in data[:5000] else None
