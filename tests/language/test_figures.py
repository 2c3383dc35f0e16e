from datetime import date, time
from decimal import Decimal

import pytest

from recovery_ai.language.figure import PartialDate
from recovery_ai.language.figures import Figure, find
from tests.language.figure_rows import ENGLISH, GREEK, INDONESIAN


def told(figure: Figure) -> str:
    """Say what a figure is worth, in the words of the tables."""
    value = figure.value
    if figure.readings():
        said = "|".join(map(_day, figure.readings()))
    elif isinstance(value, time):
        said = f"{value:%H:%M}"
    elif isinstance(value, Decimal):
        said = format(_plain(value), "f")
    else:
        said = str(value)
    unit = figure.unit if figure.unit or isinstance(value, str) or figure.readings() else "-"
    soft = "~" if figure.soft else ""
    return " ".join(filter(None, (soft + figure.kind, said, unit, figure.bound)))


def _plain(value: Decimal) -> Decimal:
    rounded = value.quantize(Decimal("0.0001"))
    return rounded.to_integral_value() if rounded % 1 == 0 else rounded


def _day(day: PartialDate) -> str:
    parts = "/".join(str(part or "-") for part in (day.year, day.month, day.day))
    return parts if day.weekday is None else f"{parts} w{day.weekday}"


def _rows(table: str) -> list[tuple[str, list[str]]]:
    rows = [row.rpartition(" | ") for row in _joined(table)]
    return [(text, [] if said == "-" else said.split("; ")) for text, _, said in rows]


def _joined(table: str) -> list[str]:
    """Join the lines of a row that holds a line end."""
    rows: list[str] = []
    for line in table.strip().split("\n"):
        if rows and " | " not in rows[-1]:
            rows[-1] += "\n" + line
        else:
            rows.append(line)
    return rows


TABLE = [
    (language, text, said)
    for language, table in (("en", ENGLISH), ("id", INDONESIAN), ("el", GREEK))
    for text, said in _rows(table)
]


def test_the_tables_are_whole() -> None:
    assert len(TABLE) > 250


@pytest.mark.parametrize(("language", "text", "said"), TABLE)
def test_find(language: str, text: str, said: list[str]) -> None:
    figures = find(text, language)
    assert [told(figure) for figure in figures] == [_normal(one) for one in said]
    assert all(text[figure.start : figure.end] == figure.text for figure in figures)


def _normal(said: str) -> str:
    kind, *rest = said.split(" ")
    if rest and kind.lstrip("~") in {"money", "ratio", "percent", "duration", "count", "ordinal"}:
        rest[0] = format(_plain(Decimal(rest[0])), "f")
    return " ".join((kind, *rest))


@pytest.mark.parametrize(("language", "text", "said"), TABLE)
def test_find_inside_a_sentence(language: str, text: str, said: list[str]) -> None:
    frame = {
        "en": ("So it is: ", ", we say."),
        "id": ("Jadi: ", ", kata kami."),
        "el": ("Δηλαδή: ", ", λέμε."),
    }
    before, after = frame[language]
    inside = find(before + text + after, language)
    assert [told(figure) for figure in inside] == [_normal(one) for one in said]


def test_spans_are_tight() -> None:
    text = "By Friday, 14 August we pay £60.50 (20 %)."
    assert [figure.text for figure in find(text, "en")] == ["Friday, 14 August", "£60.50", "20 %"]


def test_the_day_of_the_text_resolves_relative_days() -> None:
    on = date(2026, 4, 30)
    tomorrow, today, end = find("tomorrow, today, the end of the month", "en", on=on)
    assert tomorrow.value == PartialDate(2026, 5, 1)
    assert today.value == PartialDate(2026, 4, 30)
    assert today.soft
    assert end.value == PartialDate(2026, 4)


def test_a_missing_year_stays_missing() -> None:
    (figure,) = find("4 May", "en", on=date(2026, 4, 30))
    assert figure.value == PartialDate(None, 5, 4)


def test_partial_dates() -> None:
    on = date(2026, 1, 5)
    assert PartialDate(None, 12, 24).near(on) == date(2025, 12, 24)
    assert PartialDate(None, None, 4).near(on) == date(2026, 1, 4)
    assert PartialDate(2026, 5).near(on) is None
    assert PartialDate(None, 2, 30).near(on) is None
    assert PartialDate(2026, 5, 4).full() == date(2026, 5, 4)
    assert PartialDate(2026, 2, 30).full() is None
    assert PartialDate.of(on) == PartialDate(2026, 1, 5)


def test_other_languages_have_digits_and_signs_only() -> None:
    found = find("Le 2026-05-02 : 34,50 € pour 2 jours, demain, deux fois, RC-114.", "fr")
    assert [told(figure) for figure in found] == [
        "date 2026/5/2",
        "money 34.5000 EUR",
        "count 2 jours",
        "reference rc114",
    ]


def test_a_tag_may_name_a_region() -> None:
    assert find("half past five", "en-GB") == find("half past five", "en")


def test_figures_from_elsewhere() -> None:
    assert Figure.of_money(Decimal(5), "EUR").unit == "EUR"
    assert Figure.of_date(date(2026, 5, 4)).readings() == (PartialDate(2026, 5, 4),)
    assert Figure.of_time(time(17, 5)).value == time(17, 5)


def test_a_line_end_parts_figures_unless_the_line_wraps() -> None:
    assert [figure.text for figure in find("Total: 3\nDays lost: 2", "en")] == ["3", "2"]
    wrapped = "We are sorry that the parcel you were waiting for came only on 4\nMay 2026."
    assert [figure.value for figure in find(wrapped, "en")] == [PartialDate(2026, 5, 4)]
