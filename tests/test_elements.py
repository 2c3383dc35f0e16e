"""What a whole letter is said to lack, and what it is not."""

from typing import Any

import pytest

from recovery_ai import check
from tests.facts import facts

GOOD_ID = """Yth. Ibu Wulan,

Kami mohon maaf karena kipas angin Ibu berhenti berputar pada hari kedua.
Karena itu Ibu dua kali datang ke toko. {owner}
{cause}
Uang Ibu sebesar Rp1.250.000 kami kembalikan paling lambat 20 April 2026.
{action}

Hormat saya,
Bagas Pramudita
Kepala Layanan, Toko Angin Sepoi
"""
OWNER = "Ini kesalahan kami."
CAUSE = "Kami tidak menguji motor kipas sebelum dikirim."
ACTION = "Kini setiap motor diuji selama satu jam."


def codes(text: str, tongue: str = "id", /, **overrides: Any) -> set[str]:
    """Return the codes of severity error that a letter is flagged for."""
    found = check(facts(tongue, **overrides), text).findings
    return {finding.code for finding in found if finding.severity == "error"}


def letter(owner: str = OWNER, cause: str = CAUSE, action: str = ACTION) -> str:
    """Return the good Indonesian letter with some sentences of its own."""
    return GOOD_ID.format(owner=owner, cause=cause, action=action)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, set()),
        # The cause told once more is not the action told.
        ({"action": "Sebelum dikirim, motor kipas itu tidak kami uji."}, {"missing_prevention"}),
        # Nobody owns the act: the cause told is an evasion, whatever its words.
        (
            {"owner": "", "cause": "Motor kipas rupanya belum diuji sebelum dikirim."},
            {"missing_responsibility", "evades_responsibility"},
        ),
        # One owner anywhere in the letter is enough for a cause told in the passive.
        ({"cause": "Motor kipas belum diuji sebelum dikirim."}, set()),
    ],
)
def test_elements_of_an_indonesian_letter(changed: dict[str, str], expected: set[str]) -> None:
    assert codes(letter(**changed)) == expected


def test_a_report_recorded_is_no_harm_told() -> None:
    text = """Yth. Ibu Wulan,

Kami mohon maaf atas gangguan itu. Laporan Ibu tercatat dengan nomor KP-2093.
Saya kabari Ibu paling lambat 9 April 2026.

Bagas Pramudita
Toko Angin Sepoi
"""
    stage: dict[str, Any] = {"stage": "acknowledgement", "next_update_by": "2026-04-09"}
    harm = [{"kind": "business", "description": "mencatat penjualan dengan tangan"}]
    assert codes(text, **stage, impact=harm) == {"missing_acknowledgement"}
    told = text.replace("gangguan itu.", "gangguan itu; Ibu mencatat penjualan dengan tangan.")
    assert codes(told, **stage, impact=harm) == set()


def test_a_letter_in_another_language_is_only_that() -> None:
    text = """Dear Ms Wulan,

I am sorry that the fan we sent you stopped on the second day, and that you had to come to the
shop twice. We did not test the motor, and we will send the money back to you this week.

Bagas Pramudita
Toko Angin Sepoi
"""
    assert codes(text) == {"wrong_language"}


def test_a_refusal_stays_one_when_the_case_is_escalated() -> None:
    text = """Yth. Ibu Wulan,

Terima kasih atas surat Ibu. Ibu dua kali datang ke toko, dan kami memahami kekecewaan Ibu.
Permintaan kipas baru tidak dapat kami kabulkan, karena kipas itu terendam air.

Bagas Pramudita
Toko Angin Sepoi
"""
    refused = {"fault": "customer", "remedies": [], "preventive_actions": []}
    refused |= {"root_cause": "Kipas terendam air.", "complaint": "Akan saya viralkan ke media!"}
    demand = {"description": "kipas baru", "within_policy": False}
    assert codes(text, **refused, demand=demand) == set()


@pytest.mark.parametrize(
    ("greeting", "accepted"),
    [
        ("Yth. Ibu Wulandari Hapsari,", True),
        ("Ibu Wulan,", True),
        ("Bu Hapsari, selamat siang.", True),
        ("Halo Kak Wulan,", True),
        ("Wulan,", True),
        ("Yth. Ibu Hajjah Wulandari,", True),
        ("Yth. Ibu Wulandari Hapsari, pelanggan Toko Angin Sepoi,", True),
        ("Ibu Ratna Kusuma,", False),
        ("Yth. Ibu Wulansari Hapsari,", False),
        ("Mbak Wulandari Pertiwi yang terhormat,", False),
        ("Dina,", False),
        ("Yth. Bapak Hapsari,", False),
    ],
)
def test_the_address_names_the_customer(greeting: str, accepted: bool) -> None:
    found = codes(letter().replace("Yth. Ibu Wulan,", greeting))
    assert found == (set() if accepted else {"wrong_recipient"})


def test_a_title_alone_does_not_vouch_for_the_name() -> None:
    customer = {"name": "Wulandari Hapsari", "salutation": "Ibu"}
    text = letter().replace("Ibu Wulan,", "Ibu Wulandini Saraswati,")
    assert codes(text, customer=customer) == {"wrong_recipient"}


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Teknisi kami, Saudara (nama teknisi), akan datang.", "placeholder"),
        ("Mohon kirim XX lembar foto.", "placeholder"),
        ("Uangnya kembali ke kartu 4000 1234 5678 9010.", "leaks_pii"),
        ("Teknisi kami (Bagas) akan datang, nomor kasus (KP-2093).", None),
        ("Perihal: Refund handphone service center, meeting follow up", None),
    ],
)
def test_small_signs(sentence: str, code: str | None) -> None:
    found = codes(f"{sentence}\n\n{letter()}")
    assert found == ({code} if code else set())


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Kipas pengganti kami antar ke rumah Ibu.", "unauthorised_remedy"),
        ("Uang Ibu kami kembalikan beserta payung lipat.", "unauthorised_remedy"),
        ("Di dalam kotaknya kami selipkan cokelat.", "unauthorised_remedy"),
        ("Uang Rp1.250.000 itu kami kembalikan ke rekening Ibu.", None),
        ("Kalau hari Selasa uangnya belum terlihat, kabari saya.", None),
        ("Kalau hari Jumat uangnya belum terlihat, kabari saya.", "ungrounded_figure"),
        ("Vendor itu tidak kami pilih dengan teliti.", None),
        ("Ibu tiga kali datang ke toko.", "ungrounded_figure"),
        ("Cahyadi Mekar yang memasoknya.", "leaks_internal"),
    ],
)
def test_what_a_sentence_adds(sentence: str, code: str | None) -> None:
    assert codes(f"{letter()}\n{sentence}") == ({code} if code else set())


def test_money_is_no_offer_unless_it_was_approved() -> None:
    stage: dict[str, Any] = {"stage": "acknowledgement", "next_update_by": "2026-04-09"}
    text = """Yth. Ibu Wulan,

Kami mohon maaf karena Ibu dua kali datang ke toko. Laporan Ibu bernomor KP-2093.
Uangnya kami kembalikan minggu ini. Saya kabari Ibu paling lambat 9 April 2026.

Bagas Pramudita
Toko Angin Sepoi
"""
    assert codes(text, **stage, remedies=[]) == {"unauthorised_remedy"}
    asked = text.replace("Uangnya kami kembalikan", "Soal uang itu kami jawab")
    assert codes(asked, **stage, remedies=[]) == set()


def test_a_cause_that_nobody_knows_is_not_told() -> None:
    stage: dict[str, Any] = {"stage": "acknowledgement", "next_update_by": "2026-04-09"}
    text = """Yth. Ibu Wulan,

Kami mohon maaf karena Ibu dua kali datang ke toko. Laporan Ibu bernomor KP-2093.
{cause} Saya kabari Ibu paling lambat 9 April 2026.

Bagas Pramudita
Toko Angin Sepoi
"""
    told = "Porosnya aus karena pelumasnya terlalu encer."
    assert codes(text.format(cause=told), **stage) == {"invented_cause"}
    assert codes(text.format(cause="Sebabnya masih kami periksa."), **stage) == set()


NOTE = "The agency rang about the wiring on 3 March, nobody answered. 58 guests hit."


@pytest.mark.parametrize(
    ("sentence", "event", "leaks"),
    [
        ("The agency had in fact rung us about the wiring.", "We delivered late.", True),
        ("Your agency may ring me.", "Your agency asked us to ring you.", False),
        ("Some 57 other guests were charged twice.", "We charged you twice.", True),
        ("You are the 58th guest to write to us.", "We charged you twice.", True),
        ("Some 57 other guests were charged twice.", "We charged 57 other guests twice.", False),
        ("There is one other thing I would like to say.", "We charged you twice.", False),
    ],
)
def test_what_only_the_notes_say_in_other_words(sentence: str, event: str, leaks: bool) -> None:
    found = codes(sentence, "en", internal_notes=NOTE, what_happened=event)
    assert ("leaks_internal" in found) is leaks
