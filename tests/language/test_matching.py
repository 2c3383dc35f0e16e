import pytest

from recovery_ai.language.figures import Figure, find, matches


def first(text: str, language: str = "en") -> Figure:
    """Return the only figure of a text."""
    (figure,) = find(text, language)
    return figure


SAME = [
    ("£34.50", "34.5 GBP"),
    ("fifty pounds", "£50.00"),
    ("$930", "USD 930.00"),
    ("$930", "AU$930"),
    ("930 dollars", "CA$930"),
    ("50 cents", "€0.50"),
    ("€1.250,50", "EUR 1,250.50"),
    ("4 May", "2026-05-04"),
    ("the seventeenth of April", "17/04/2026"),
    ("02/05/2026", "2 May 2026"),
    ("02/05/2026", "5 February 2026"),
    ("Saturday 2 May", "2026-05-02"),
    ("on Saturday", "2026-05-02"),
    ("on Saturday", "Saturday 9 May"),
    ("we met on the 4th", "4 May 2026"),
    ("end of the month", "2026-07-31"),
    ("end of the month", "2026-07-30"),
    ("end of February", "28 February"),
    ("end of February", "2024-02-29"),
    ("May 2026", "in May"),
    ("in 2025", "in 2025"),
    ("tomorrow", "tomorrow"),
    ("17:05", "5:05 pm"),
    ("5 pm", "17:00"),
    ("half past five", "17:30"),
    ("half past five", "05:30"),
    ("noon", "12:00"),
    ("a fortnight", "two weeks"),
    ("within a fortnight", "14 days"),
    ("120 minutes", "two hours"),
    ("three hours and forty minutes", "220 minutes"),
    ("12 months", "for one year"),
    ("three working days", "3 business days"),
    ("15%", "15 percent"),
    ("half of it", "50%"),
    ("three quarters of it", "75 per cent"),
    ("a third of it", "1/3 of it"),
    ("five analysts", "5 analysts"),
    ("twice", "two times"),
    ("14 km", "fourteen kilometres"),
    ("six", "six calls"),
    ("the third message", "3rd message"),
    ("MB-20417", "mb20417"),
    ("020 7946 0123", "+44 20 7946 0123"),
]

OTHER = [
    ("£34.50", "€34.50"),
    ("USD 50", "AUD 50"),
    ("US$50", "AU$50"),
    ("£34.50", "£34.05"),
    ("4 May", "6 May"),
    ("4 May 2025", "4 May 2026"),
    ("21 May", "in May"),
    ("Friday 2 May", "2026-05-02"),
    ("on Friday", "2026-05-02"),
    ("on Friday", "2 May"),
    ("end of the month", "2026-07-29"),
    ("end of June", "2026-07-31"),
    ("end of the month", "in July"),
    ("tomorrow", "yesterday"),
    ("tomorrow", "2026-05-02"),
    ("17:05", "5:05 am"),
    ("17:05", "17:06"),
    ("3 working days", "3 days"),
    ("a month of work", "30 days"),
    ("three nights", "three days"),
    ("15%", "16%"),
    ("half of it", "5%"),
    ("five analysts", "five ovens"),
    ("five analysts", "six analysts"),
    ("the third message", "three messages"),
    ("MB-20417", "MB-20418"),
    ("020 7946 0123", "020 7946 0124"),
    ("£50", "50%"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_same(one: str, two: str) -> None:
    assert matches(first(one), first(two))
    assert matches(first(two), first(one))


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_other(one: str, two: str) -> None:
    assert not matches(first(one), first(two))
    assert not matches(first(two), first(one))


@pytest.mark.parametrize(
    ("english", "indonesian", "greek"),
    [
        ("£34.50", "34,50 GBP", "34,50 £"),
        ("€1,250.50", "EUR 1.250,50", "1.250,50 ευρώ"),
        ("4 May 2026", "4 Mei 2026", "4 Μαΐου 2026"),
        ("end of the month", "akhir bulan", "τέλος του μήνα"),
        ("on Friday", "hari Jumat", "την Παρασκευή"),
        ("5 pm", "jam 5 sore", "5 μ.μ."),
        ("half past five", "jam setengah enam", "στις πέντε και μισή"),
        ("two weeks", "dua minggu", "δύο εβδομάδες"),
        ("half an hour", "setengah jam", "μισή ώρα"),
        ("three quarters of an hour", "tiga perempat jam", "τρία τέταρτα της ώρας"),
        ("3 working days", "3 hari kerja", "3 εργάσιμες ημέρες"),
        ("20%", "20 persen", "20 τοις εκατό"),
        ("half of it", "separuh", "το μισό"),
        ("twice", "dua kali", "δύο φορές"),
        ("14 km", "14 kilometer", "14 χιλιόμετρα"),
        ("tomorrow", "besok", "αύριο"),
    ],
)
def test_languages_agree(english: str, indonesian: str, greek: str) -> None:
    figure = first(english)
    assert matches(figure, first(indonesian, "id"))
    assert matches(figure, first(greek, "el"))
