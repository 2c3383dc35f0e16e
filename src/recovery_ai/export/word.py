"""A letter as a Word file, on the same letterhead as the PDF."""

import io
import zipfile
from datetime import UTC
from importlib.util import find_spec
from typing import Any

from recovery_ai.errors import MissingExtra
from recovery_ai.export.pdf import picture
from recovery_ai.export.sheet import Lines, Sheet
from recovery_ai.letterhead import Logo

TYPEFACE = "Georgia"
"""A serif with Greek that Windows and macOS both have; others show their nearest one."""
_QUIET = "595959"
_SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
_LOGO_MM = (62.0, 18.0)
# The earliest moment a zip file can name: equal letters are equal bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(sheet: Sheet) -> bytes:
    """Return `sheet` as a Word file; equal sheets give equal bytes.

    Raises:
        MissingExtra: without the extra `letterhead`.
        SettingsError: when the logo is damaged.
    """
    if find_spec("docx") is None:
        raise MissingExtra("a letter as PDF or Word file", "letterhead")
    from docx import Document

    document = Document()
    _describe(document, sheet)
    _style(document, sheet)
    _page(document, sheet)
    _head(document.sections[0], sheet)
    _feet(document.sections[0], sheet)
    _body(document, sheet)
    written = io.BytesIO()
    document.save(written)
    return _repacked(written.getvalue())


def _describe(document: Any, sheet: Sheet) -> None:
    """Say what the file is, with nothing of the machine or the library that made it."""
    told, moment = document.core_properties, sheet.posting.on.astimezone(UTC).replace(tzinfo=None)
    told.title, told.author, told.language = sheet.subject[:255], sheet.author[:255], sheet.language
    told.last_modified_by, told.comments, told.keywords = sheet.author[:255], "", ""
    told.created = told.modified = moment.replace(microsecond=0)
    told.revision = 1


def _style(document: Any, sheet: Sheet) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    styles = document.styles
    normal, title = styles["Normal"], styles["Heading 1"]
    for style in (normal, title):
        style.font.name = sheet.stationery.head.font or TYPEFACE
        fonts = style.element.rPr.rFonts
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
        for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(name), style.font.name)
    normal.font.size, title.font.size = Pt(11), Pt(12.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.12
    title.font.bold, title.font.color.rgb = True, RGBColor.from_string(_accent(sheet))
    title.paragraph_format.space_before, title.paragraph_format.space_after = Mm(5), Mm(4)
    # The spell checker reads the language from the defaults of the document.
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    tongue = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        tongue.set(qn(name), sheet.language)
    defaults.append(tongue)


def _page(document: Any, sheet: Sheet) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    width, height = _SIZES[sheet.stationery.head.paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(24), Mm(27)
    section.header_distance, section.footer_distance = Mm(14), Mm(12)
    section.different_first_page_header_footer = True


def _head(section: Any, sheet: Sheet) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    head, logo = sheet.stationery.head, sheet.stationery.logo
    first = section.first_page_header
    wide = section.page_width - section.left_margin - section.right_margin
    table = first.add_table(1, 2, wide)
    table.autofit = False
    left, right = table.rows[0].cells
    split = Mm(66) if logo else wide - Mm(60)
    for index, (cell, width) in enumerate(((left, split), (right, wide - split))):
        table.columns[index].width = cell.width = width
    name = right.paragraphs[0] if logo else left.paragraphs[0]
    if logo:
        _picture(left.paragraphs[0].add_run(), logo)
    _run(name, head.organisation, Pt(14 if logo else 18), _accent(sheet), bold=True)
    place = right.add_paragraph() if logo else right.paragraphs[0]
    _run(place, "\n".join(head.address), Pt(9), _QUIET)
    for paragraph in (name, place):
        paragraph.paragraph_format.space_after = Pt(0)
    for paragraph in right.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    # A header begins with an empty paragraph and a table is followed by one: the rule stands there.
    first.paragraphs[0]._p.getparent().remove(first.paragraphs[0]._p)
    _rule(first.add_paragraph(), _accent(sheet), "top")
    running = section.header.paragraphs[0]
    _run(running, sheet.running, Pt(8), _QUIET)
    _rule(running, _accent(sheet), "bottom")


def _picture(run: Any, logo: Logo) -> None:
    from docx.image import exceptions
    from docx.shared import Mm

    data = picture(logo) if logo.kind == "svg" else logo.data
    try:
        shape = run.add_picture(io.BytesIO(data))
    except (
        exceptions.InvalidImageStreamError,
        exceptions.UnexpectedEndOfFileError,
        exceptions.UnrecognizedImageError,
        ArithmeticError,
        ValueError,
    ):
        # A kind of its own, such as a JPEG in CMYK; one that is damaged is refused here.
        shape = run.add_picture(io.BytesIO(picture(logo)))
    scale = min(Mm(_LOGO_MM[0]) / shape.width, Mm(_LOGO_MM[1]) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)


def _feet(section: Any, sheet: Sheet) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    first, later = section.first_page_footer.paragraphs[0], section.footer.paragraphs[0]
    told = [" · ".join(sheet.contacts), sheet.stationery.head.registration]
    _run(first, "\n".join(filter(None, told)), Pt(8), _QUIET)
    _rule(first, _accent(sheet), "top")
    for part in _page_label(sheet.page):
        if part in {"PAGE", "NUMPAGES"}:
            _field(later, part)
        else:
            _run(later, part, Pt(8), _QUIET)
    first.alignment = later.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _page_label(label: str) -> list[str]:
    """Return the parts of a label such as "Page {page} of {pages}", with Word's field names."""
    before, _, rest = label.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return [part for part in (before, "PAGE", between, "NUMPAGES", after) if part]


def _body(document: Any, sheet: Sheet) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    if sheet.back:
        back = document.add_paragraph()
        _run(back, sheet.back, Pt(7), _QUIET)
        back.paragraph_format.space_after = Pt(3)
    document.add_paragraph("\n".join(sheet.recipient)).paragraph_format.space_after = Mm(14)
    section, line = document.sections[0], document.add_paragraph()
    right = section.page_width - section.left_margin - section.right_margin
    line.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
    _run(line, f"{sheet.case[0]}: {sheet.case[1]}", Pt(9.5), _QUIET)
    line.add_run(f"\t{sheet.dated}")
    document.add_heading(sheet.subject, 1)
    for paragraph in sheet.body:
        _paragraph(document, paragraph)
    if sheet.signature:
        _signature(document, sheet)
    for paragraph in sheet.after:
        _paragraph(document, paragraph)


def _signature(document: Any, sheet: Sheet) -> None:
    """Add formula and signature on one page, with room for a hand above the name."""
    from docx.shared import Mm

    if sheet.body:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    if sheet.formula:
        _paragraph(document, sheet.formula).paragraph_format.keep_with_next = True
    signed = document.add_paragraph()
    signed.paragraph_format.space_before, signed.paragraph_format.keep_together = Mm(12), True
    signed.add_run(sheet.signature[0]).bold = True
    for line in sheet.signature[1:]:
        signed.add_run().add_break()
        signed.add_run(line)


def _paragraph(document: Any, lines: Lines) -> Any:
    return document.add_paragraph("\n".join(lines))


def _accent(sheet: Sheet) -> str:
    return sheet.stationery.head.colour.removeprefix("#").upper()


def _run(paragraph: Any, text: str, size: Any, colour: str, *, bold: bool = False) -> None:
    from docx.shared import RGBColor

    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.color.rgb = size, bold, RGBColor.from_string(colour)


def _rule(paragraph: Any, colour: str, side: str) -> None:
    """Draw a line above or below a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, border = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", colour)):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _field(paragraph: Any, name: str) -> None:
    """Add a number that Word counts itself."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)
    run = paragraph.add_run("1")
    run.font.size = Pt(8)
    field.append(run._r)


def _repacked(data: bytes) -> bytes:
    """Return a zip file with the same members and no times of this machine."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return written.getvalue()
