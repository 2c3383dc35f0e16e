"""A letter as PDF: tagged for screen readers (PDF/UA-1), fit to be archived (PDF/A-2a).

Typst sets it in this process with the fonts that it brings, so that equal letters are equal bytes
on every machine.
"""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from recovery_ai.errors import InputError, LetterError, MissingExtra, SettingsError
from recovery_ai.export.sheet import Sheet
from recovery_ai.letterhead import Logo

Form = Literal["pdf", "png"]
STANDARDS = ("a-2a", "ua-1")
TEMPLATE = Path(__file__).with_name("letter.typ")
SERIF = "Libertinus Serif"
_LONG_WORD = re.compile(r"\S{50,}")
_REGION = re.compile(r"[A-Z]{2}")
_BREAK_HERE = "\u200b"
_NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed")


def pdf(sheet: Sheet) -> bytes:
    """Return `sheet` as PDF; equal sheets give equal bytes.

    Raises:
        MissingExtra: without the extra `letterhead`.
        LetterError: when the letter holds a character that no font has.
        SettingsError: when the logo is damaged.
    """
    (found,) = _typeset(sheet, "pdf", pdf_standards=list(STANDARDS), timestamp=_moment(sheet))
    return found


def pages(sheet: Sheet, ppi: float = 100) -> tuple[bytes, ...]:
    """Return the pages of `sheet` as PNG pictures of `ppi` pixels an inch."""
    return tuple(_typeset(sheet, "png", ppi=ppi))


def set_as_pdf(source: bytes, inputs: dict[str, str]) -> bytes:
    """Return what a template of ours makes of `inputs`, as PDF without a date."""
    (found,) = _compile(source, inputs, "pdf", pdf_standards=["ua-1"], timestamp=0)
    return found


def picture(logo: Logo, ppi: float = 300) -> bytes:
    """Return a logo as PNG, for formats that do not take its kind."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        "#let logo = json(bytes(sys.inputs.logo))\n"
        "#image(bytes(logo.data), format: logo.kind, height: 18mm)"
    )
    told = json.dumps({"data": list(logo.data), "kind": logo.kind})
    (found,) = _compile(source.encode(), {"logo": told}, "png", ppi=ppi)
    return found


def _moment(sheet: Sheet) -> int:
    return int(sheet.posting.on.timestamp())


def _typeset(sheet: Sheet, form: Form, **options: Any) -> list[bytes]:
    inputs = {"sheet": json.dumps(_data(sheet), ensure_ascii=False)}
    return _compile(TEMPLATE.read_bytes(), inputs, form, sheet.stationery.fonts, **options)


def _compile(
    source: bytes, inputs: dict[str, str], form: Form, fonts: Path | None = None, **options: Any
) -> list[bytes]:
    if find_spec("typst") is None:
        raise MissingExtra("a letter as PDF or Word file", "letterhead")
    import typst

    known = typst.Fonts(include_system_fonts=False, font_paths=[fonts] if fonts else [])
    # The root is a folder of ours: a picture that names files can reach nothing else.
    setter = typst.Compiler(source, root=TEMPLATE.parent, font_paths=known, sys_inputs=inputs)
    try:
        found, warnings = setter.compile_with_warnings(format=form, **options)
    except typst.TypstError as problem:
        raise _explained(problem.message) from None
    if any("unknown font family" in warning.message for warning in warnings):
        remedy = "put its files into the folder letterhead.fonts, or leave it out"
        raise SettingsError("letterhead.font", "is not among the fonts", remedy)
    return found if isinstance(found, list) else [found or b""]


def _explained(message: str) -> InputError:
    """Return Typst's complaint in our words: about a character or the picture."""
    if missing := _NO_GLYPH.search(message):
        char = missing[1]
        code = f" (U+{ord(char):04X})" if len(char) == 1 else ""
        return LetterError(
            "letter", f"holds `{char}`{code}, which the fonts of the PDF have not",
            "remove it, or name a folder of fonts that have it: letterhead.fonts",
        )  # fmt: skip
    if "CMYK" in message:
        return SettingsError("letterhead.logo", "is in CMYK, which is for print", "save it in RGB")
    if "image" in message or "SVG" in message:
        return SettingsError("letterhead.logo", "cannot be drawn", "name an undamaged picture")
    return LetterError("letter", "cannot be set as PDF", "save it as docx")


def _data(sheet: Sheet) -> dict[str, Any]:
    """Return what the template reads: nothing but text, numbers and the bytes of the logo."""
    head, logo = sheet.stationery.head, sheet.stationery.logo
    language, *rest = sheet.language.split("-")
    region = next((part for part in rest if _REGION.fullmatch(part)), None)
    on = sheet.posting.on
    return {
        "paper": head.paper,
        "colour": head.colour,
        "fonts": [*filter(None, [head.font]), SERIF],
        "organisation": head.organisation,
        "address": head.address,
        "registration": head.registration,
        "logo": list(logo.data) if logo else None,
        "logo-format": logo.kind if logo else None,
        "lang": language,
        "region": region,
        "author": sheet.author,
        "year": on.year,
        "month": on.month,
        "day": on.day,
        **{
            name: _breakable(getattr(sheet, name))
            for name in (
                "contacts", "back", "recipient", "dated", "subject", "case", "body", "formula",
                "signature", "after", "running", "page",
            )
        },
    }  # fmt: skip


def _breakable(told: Any) -> Any:
    """Allow a break within words that are longer than a line, such as a long address."""
    if isinstance(told, str):
        return _LONG_WORD.sub(lambda word: _chunks(word[0]), told)
    return [_breakable(one) for one in told]


def _chunks(word: str) -> str:
    return _BREAK_HERE.join(word[at : at + 20] for at in range(0, len(word), 20))
