import pytest

from recovery_ai.language.text import fold
from recovery_ai.language.words import FUNCTION_WORDS, Word, stem, words


def test_words_keep_their_places() -> None:
    text = "Don’t re-send ΤΗΝ Αποστολή: 14 km!"
    found = words(text, "en")
    written = [text[word.start : word.end] for word in found]
    assert written == ["Don’t", "re", "send", "ΤΗΝ", "Αποστολή", "14", "km"]
    assert [word.fold for word in found][:3] == ["don't", "re", "send"]
    assert found[2] == Word("send", "send", 9, 13)


def test_no_words() -> None:
    assert words("", "en") == ()
    assert words(" … - ' ", "el") == ()


# language, words that share a stem
FAMILIES = [
    ("en", "take took taken taking takes"),
    ("en", "pay paid pays paying payment payments"),
    ("en", "send sent sends sending"),
    ("en", "break broke broken breaking"),
    ("en", "lose lost loses losing loss"),
    ("en", "keep kept keeps"),
    ("en", "leave left leaving leaves"),
    ("en", "tell told telling"),
    ("en", "go went gone goes going"),
    ("en", "give gave given giving"),
    ("en", "ring rang rung rings"),
    ("en", "say said says saying"),
    ("en", "write wrote written writing"),
    ("en", "forget forgot forgotten"),
    ("en", "withdraw withdrew withdrawn"),
    ("en", "overcharge overcharged overcharging overcharges"),
    ("en", "misread misreading"),
    ("en", "mistake mistook mistaken mistakes"),
    ("en", "child children child's"),
    ("en", "foot feet"),
    ("en", "person people"),
    ("en", "cancel cancelled canceled cancellation cancelling"),
    ("en", "apologise apologize apology apologies apologised"),
    ("en", "fail failed failure failing"),
    ("en", "deliver delivered delivery deliveries"),
    ("en", "reply replied replies"),
    ("en", "be is are was were been being isn't weren't"),
    ("en", "have has had haven't"),
    ("en", "do did does done didn't"),
    ("en", "February February's"),
    ("en", "charge charged charges charging"),
    ("id", "kirim mengirim dikirim kirimkan pengiriman mengirimkan terkirim"),
    ("id", "bayar membayar pembayaran dibayarkan"),
    ("id", "lambat terlambat keterlambatan memperlambat"),
    ("id", "salah kesalahan bersalah menyalahkan kesalahannya"),
    ("id", "sesal menyesal penyesalan"),
    ("id", "kembali pengembalian mengembalikan dikembalikan"),
    ("id", "perbaiki perbaikan memperbaiki diperbaiki"),
    ("id", "pesan pesanan memesan pemesanan dipesan pesanannya"),
    ("id", "terima menerima diterima penerimaan"),
    ("id", "pilih memilih pilihan dipilih"),
    ("id", "layan layanan pelayanan melayani"),
    ("id", "tunggu menunggu ditunggu"),
    ("id", "periksa memeriksa diperiksa pemeriksaan"),
    ("id", "nyata menyatakan pernyataan"),
    ("id", "mohon memohon permohonan"),
    ("id", "minta meminta diminta permintaan"),
    ("id", "tagih tagihan menagih ditagih penagihan"),
    ("id", "keluh keluhan mengeluh"),
    ("id", "hubungi menghubungi dihubungi"),
    ("id", "ganti mengganti penggantian diganti"),
    ("id", "batal membatalkan dibatalkan pembatalan"),
    ("id", "rusak kerusakan merusak"),
    ("id", "hilang kehilangan menghilangkan"),
    ("id", "tanya pertanyaan menanyakan bertanya"),
    ("el", "στέλνουμε στείλαμε έστειλε στείλουμε αποστολή στάλθηκε"),
    ("el", "δίνουμε δώσαμε έδωσαν δοθεί"),
    ("el", "παίρνετε πήρατε πάρει"),
    ("el", "πληρώνω πληρώσαμε πληρωμή πληρώθηκε πληρώσατε πληρώσει"),
    ("el", "χάνουμε χάσαμε έχασε χάθηκε απώλεια"),
    ("el", "βλέπουμε είδαμε είδε δούμε"),
    ("el", "λέμε είπαμε είπε πούμε"),
    ("el", "έρχεται ήρθε έρθει"),
    ("el", "κάνουμε κάναμε έκανε"),
    ("el", "φεύγει έφυγε φύγει"),
    ("el", "χρεώσαμε χρέωση χρεώνουμε χρεώθηκε χρεώσεις"),
    ("el", "ακυρώσαμε ακύρωση ακυρώθηκε"),
    ("el", "καθυστερήσαμε καθυστέρηση καθυστέρησε"),
    ("el", "διορθώνουμε διόρθωση διορθώσαμε"),
    ("el", "εξετάζουμε εξετάσαμε εξέταση"),
    ("el", "επιστρέφουμε επιστρέψαμε επιστροφή επέστρεψε"),
    ("el", "παραδίδουμε παράδοση παραδώσαμε παραδόθηκε"),
    ("el", "παραγγελία παραγγελίας παραγγείλατε"),
    ("el", "απαντήσαμε απάντηση απαντήσουμε"),
    ("el", "λάθος λάθη λάθους"),
    ("el", "δεύτερο δεύτερη δεύτερος"),
    ("el", "παιδί παιδιά παιδιών"),
    ("el", "προϊόν προϊόντα"),
    ("el", "σύστημα συστήματος συστήματα"),
    ("el", "εταιρεία εταιρείας"),
    ("el", "ΛΆΘΟΣ λαθος Λάθος"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "family"), FAMILIES)
def test_a_family_shares_its_stem(language: str, family: str) -> None:
    assert len({stem(fold(word), language) for word in family.split()}) == 1


# language, words that must stay apart
STRANGERS = [
    ("en", "refund fund"),
    ("en", "bill billion"),
    ("en", "responsible respond"),
    ("en", "receive receipt"),
    ("id", "salah kalah"),
    ("id", "kirim irama"),
    ("id", "pesan pasang"),
    ("id", "bayar bayi"),
    ("el", "πληρωμή πλήρης"),
    ("el", "δώσαμε δώρο"),
    ("el", "χρέωση χώρα"),
    ("el", "παράδοση παραγγελία"),
]


@pytest.mark.parametrize(("language", "pair"), STRANGERS)
def test_strangers_keep_apart(language: str, pair: str) -> None:
    assert len({stem(fold(word), language) for word in pair.split()}) == 2


def test_latin_words_in_greek_text_are_stemmed_as_english() -> None:
    assert stem("charges", "el") == stem("charge", "en")


def test_other_languages_and_huge_words_are_left_alone() -> None:
    assert stem("commandes", "fr") == "commandes"
    assert stem("a" * 100, "en") == "a" * 100
    assert stem("refunds", "en-GB") == "refund"


@pytest.mark.parametrize(
    ("language", "some"),
    [
        ("en", "the we your because not which don't"),
        ("id", "yang dan kami anda karena tidak"),
        ("el", "και το μασ σασ που δεν επειδη"),
    ],
)
def test_function_words_are_folded(language: str, some: str) -> None:
    assert FUNCTION_WORDS[language].issuperset(some.split())
    assert all(fold(word) == word for word in FUNCTION_WORDS[language])
