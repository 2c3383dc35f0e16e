import pytest

from recovery_ai.language.identify import language_of, votes_of

ROWS = [
    ("en", "I am sorry that we took your May fee twice."),
    (
        "en",
        "By 14 May we will pay back the second £48.00 and the £12.50 of the bank, £60.50 in all.",
    ),
    ("en", "If anything is still missing on that day, ring me on 020 7946 0123."),
    ("en", "Yours sincerely, Rolf Lindqvist"),
    ("en", "Head of Member Accounts, Harbour Gyms"),
    ("en", "We are refunding the delivery charge of EUR 39; you will have it by 20 March."),
    (
        "en",
        "Hi Sam, I'm sorry we left you and your guests waiting and then forgot the bread.",
    ),
    ("en", "Case number: HB-77120. What I can tell you today is that we are checking."),
    ("en", "It was our error."),
    ("en", 'Our "pengiriman kilat" service did not reach you in time, and that is our fault.'),
    ("en", "We sold you the Château Margaux des Vignes by mistake."),
    ("en", "The Hôtel de la Gare in Besançon had no room for you on the night you arrived."),
    ("en", "Thank you for your patience with us, and once more, I am sorry."),
    ("en", "What you get: both the £48.00 and the £12.50 bank fee, by 14 May."),
    (None, "Rolf Lindqvist, Harbour Gyms"),
    (None, "MB-20417"),
    (None, "Dear Ms Okafor"),
    (None, "Petra Novak"),
    (None, "Imke Vos, Noordhuis Living, Amsterdam"),
    (None, "+44 20 7946 0123"),
    ("id", "Kami mohon maaf atas keterlambatan pengiriman pesanan Anda."),
    ("id", "Tagihan itu muncul karena kesalahan kami."),
    ("id", "Dengan hormat, Bapak Santoso,"),
    ("id", "Pengembalian dana sebesar Rp150.000 akan masuk paling lambat 14 Mei."),
    ("id", "Terima kasih atas kesabaran Anda."),
    ("id", "Saya tunggu kabar dari Anda di nomor 0812-0000-0000."),
    ("id", "Mulai 1 Juni, setiap pesanan diperiksa dua kali."),
    ("id", "Ini hanya gangguan kecil."),
    ("id", "Kami memohon maaf kerana kelewatan penghantaran pesanan awak."),
    ("id", "Layanan mati selama 12 menit."),
    ("id", 'Paket "Express Plus" Anda terlambat dua hari karena kami salah menulis alamat.'),
    ("el", "Ζητούμε συγγνώμη που σας χρεώσαμε δύο φορές."),
    ("el", "Η διακοπή κράτησε 12 λεπτά, από τις 10:02 ως τις 10:14."),
    ("el", "Ήταν δικό μας λάθος και το διορθώνουμε."),
    ("el", "Με εκτίμηση, Μαρία Παπαδοπούλου, Διευθύντρια"),
    ("el", "Το Stackhelm Cloud Premium Support δεν σας απάντησε εγκαίρως."),
    ("other", "Nous sommes désolés pour le retard de votre commande et nous vous remboursons."),
    ("other", "Lamentamos mucho el retraso de su pedido y le devolvemos el dinero."),
    ("other", "Es tut uns leid, dass Ihre Bestellung zu spät angekommen ist."),
    ("other", "Ci scusiamo per il ritardo della consegna del suo ordine."),
    ("other", "Pedimos desculpas pelo atraso na entrega do seu pedido."),
    ("other", "Onze excuses voor de late levering van uw bestelling."),
    ("other", "Humihingi kami ng paumanhin sa pagkaantala ng inyong order."),
    (
        "other",
        "Signomi gia tin kathisterisi tis paraggelias sas, tha sas epistrepsoume ta xrimata.",
    ),
    ("other", "Zitame signomi pou den sas apantisame nwritera kai tha to diorthwsoume."),
    ("other", "Vi ber om ursäkt för att din beställning kom för sent."),
    ("other", "Przepraszamy za opóźnienie w dostawie zamówienia."),
    ("other", "Приносим извинения за задержку вашего заказа."),
    ("other", "ご注文の遅れにつきまして、お詫び申し上げます。"),
    ("other", "非常抱歉您的订单延误了"),
    ("other", "نعتذر عن تأخر طلبك ونعيد إليك المبلغ"),
    ("other", "Siparişinizin gecikmesi için özür dileriz ve ücreti iade ediyoruz."),
    ("other", "Nyuwun pangapunten awit saking kasepipun kiriman panjenengan."),
    ("other", "Le remboursement arrive demain."),
    ("other", "Gracias por su paciencia."),
    ("other", "Chúng tôi xin lỗi quý khách vì đơn hàng bị giao trễ."),
    (
        "other",
        "Pahoittelemme tilauksesi myöhästymistä ja palautamme rahasi viipymättä takaisin.",
    ),
    ("other", "Samahani kwa kuchelewa kwa agizo lako na tutarudisha pesa zako."),
    ("other", "Omlouváme se za zpoždění vaší objednávky a vracíme vám peníze."),
    ("en", "Nothing you did led to this."),
    (None, "Our fault."),
    (None, "Mohon maaf."),
    ("en", "For three hours and forty minutes the platform could not be reached."),
    ("en", "We gave you the wrong rule at the till."),
    ("id", "Sistem kami gagal dan kami lalai memeriksanya."),
    ("id", "Silakan hubungi kami jika dana belum masuk pada hari Jumat."),
    ("id", "Hormat kami, Budi Hartono, Kepala Layanan Pelanggan"),
    ("el", "ΖΗΤΟΥΜΕ ΣΥΓΓΝΩΜΗ ΓΙΑ ΤΟ ΛΑΘΟΣ"),
    ("el", "Η Harbour Gyms Ltd λυπάται για τη διπλή χρέωση."),
    ("other", "Je vous prie d'accepter nos excuses."),
    ("other", "Wir bitten um Entschuldigung für die Verspätung."),
    ("other", "Le pedimos disculpas por el retraso de su vuelo."),
    ("other", "Prosimy o cierpliwość, sprawdzamy to."),
    ("other", "Paumanhin po sa abala."),
    ("other", "안녕하세요 주문이 늦어져서 죄송합니다"),
    ("other", "ขออภัยในความล่าช้า"),
]


@pytest.mark.parametrize(("language", "text"), ROWS)
def test_language_of(language: str | None, text: str) -> None:
    assert language_of(text) == language


def test_shares_add_up() -> None:
    mixed = votes_of("We are sorry for the delay. Kami mohon maaf atas keterlambatan ini.").share
    assert set(mixed) == {"en", "id"}
    assert sum(mixed.values()) == pytest.approx(1)
    assert 0.3 < mixed["id"] < 0.7


def test_one_language_has_all_of_the_share() -> None:
    assert votes_of("Ζητούμε συγγνώμη για την καθυστέρηση.").share == {"el": 1.0}


@pytest.mark.parametrize("text", ["", "MB-20417", "+44 20 7946 0123", "Rolf Lindqvist", "…"])
def test_nothing_tells_a_language(text: str) -> None:
    assert votes_of(text).share == {}
    assert language_of(text) is None


def test_a_quotation_does_not_flip_the_paragraph() -> None:
    text = (
        'You wrote "pengiriman saya belum datang, tolong dibantu" on 4 May, and nobody of us '
        "answered you before the end of that week."
    )
    assert language_of(text) == "en"
    assert votes_of(text).share["en"] > 0.6


def test_links_are_no_words() -> None:
    assert (
        language_of("Schreiben: info@wir-sind-fuer-sie-da.example https://der.die.example") is None
    )
