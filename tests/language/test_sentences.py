import pytest

from recovery_ai.language.sentences import clauses, split

# language, text with "|" where a sentence ends
ROWS = [
    ("en", "We are sorry.| It was our fault."),
    ("en", "Dr. Lee wrote to Mrs. Okafor at 5 p.m. and then left."),
    ("en", "We closed at 5 p.m.| We opened again at 9 a.m. on Monday."),
    ("en", "It left at 5 p.m. Monday, not at 6 a.m. Sunday."),
    ("en", "The fee was £34.50.| You paid it twice!"),
    ("en", "The train left at 17.05 and came at 21.40.| We know."),
    ("en", "See https://help.example/a.b?c=1.| Then write to a.b@c.example.| Thanks."),
    ("en", "Really?!| Yes... we think so.| That is true."),
    ("en", '"It was late."| "We know!"| We do.'),
    ("en", '"Why was it late?" you asked.| We did not know.'),
    ("en", "It ended (badly.)| We know.| [See below.]| Next one."),
    ("en", "R. Lindqvist signed it.| J. R. Hartley did not."),
    ("en", "So do I.| We all do."),
    ("en", "The rate is approx. 5 per cent, e.g. for you, i.e. not for all, etc.| We checked."),
    ("en", "No. 5 is ours.| The answer is no.| We checked."),
    ("en", "She sat.| Then on Sat. 2 May she left.| It was in Mar.| We forgot."),
    ("en", "Harbour Ltd. is sorry.| Stack Inc. Customer Care is here."),
    ("en", "We came from the U.S.| We left for the U.S. Embassy."),
    ("en", "St. Mary's ward, Prof. Hart, Capt. Lee and Messrs. Ash were told."),
    ("en", "Call tel. 020 7946 0123 ext. 12.| We answer."),
    ("en", "We were… well, late.| And so…| We left."),
    ("en", "Wait!| stop.| what now?| nothing."),
    ("en", "We are sorry.|You waited long.|It was late."),
    ("en", "We use Node.JS and Parcel.com.| Fine."),
    ("en", "Version 2.1.3 failed.| Fig. 3 shows it."),
    ("en", "You paid 4.50 USD.| 12 days later it was back."),
    ("en", "We lost it.\xa0| You found it."),
    ("en", "Dear Ms Okafor,|\n\nWe are sorry."),
    ("en", "Dear Ms Okafor,|\nwe are sorry."),
    ("en", "Ms Raman,|\non 17 February you lost the platform."),
    ("en", "Yours sincerely,|\nRolf Lindqvist|\nHead of Accounts, Harbour Gyms|\n+44 20 7946 0123"),
    ("en", "Kind regards|\nImke Vos|\nCustomer Care Lead"),
    ("en", "Subject: Your case (MB-1)|\n\nDear Sam|\n\nSorry."),
    ("en", "Our fault.|\n– Bea, shift manager at Forno Nine"),
    ("en", "What we do:|\n- we refund you|\n- we call you|\n* we write"),
    ("en", "1. We refund you.|\n2. We call you."),
    ("en", "a) a refund|\nb) a call"),
    ("en", "(1) a refund|\n(2) a call"),
    ("en", "P.S. We owe you a call."),
    ("en", "We paid.|\n\nP.S. You may keep it."),
    (
        "en",
        "We will write to you by the end of the week with what we have found, and until then\n"
        "you can reach us on the number below.| It is answered by a person on\nworking days only.",
    ),
    (
        "en",
        "We took the payment a second time because a clerk of ours had restarted the run, and\n"
        "Harbour Gyms owns that.",
    ),
    (
        "en",
        "Rolf Lindqvist, Head of Member Accounts and Billing, Harbour Gyms Limited|\n"
        "Phone: +44 20 7946 0123",
    ),
    ("en", "We looked into it and found\nnothing at all."),
    ("en", "Amount: £50|\nDate: 4 May|\nReason: fee"),
    ("en", "What went wrong: we restarted a run."),
    ("en", "First line.  |\n \n\t\nSecond paragraph."),
    ("en", "Hello 🙂|\n***|\nBye"),
    ("id", "Kami mohon maaf.| Ini salah kami."),
    ("id", "Yth. Bpk. Santoso, kami mohon maaf.| Ini salah kami."),
    ("id", "Biaya Rp. 50.000 kembali tgl. 4 Mei.| Jl. Melati No. 5 tutup."),
    ("id", "PT. Maju Jaya a.n. Budi mohon maaf, dll.| Kami menyesal."),
    ("id", "Kami terlambat!| Apakah Anda marah?| Tidak."),
    ("id", "Dr. Sari dan Drs. Budi datang s.d. pukul 17.00.| Terima kasih."),
    ("id", "Rp1.250.000,00 akan kembali.| Paling lambat 14 Mei."),
    ("id", "Yth. Ibu Sari,|\n\nKami menyesal."),
    ("id", "Hormat kami,|\nBudi Hartono|\nKepala Layanan"),
    ("id", "Hubungi kami di halo@toko.example.| Kami siap."),
    ("el", "Λυπούμαστε πολύ.| Ήταν λάθος μας."),
    ("el", "Γιατί άργησε;| Δεν ξέρουμε.| Τι έγινε;"),
    ("el", "Γιατί άργησε\u037e| Δεν ξέρουμε."),
    ("el", "Ο κ. Παππάς και η κα. Γεωργίου, π.χ. στις 5 μ.μ. στο τηλ. 210 123 4567."),
    ("el", "Η Φάρος Α.Ε. λυπάται κ.λπ.| Θα σας γράψουμε."),
    ("el", "Κλείσαμε στις 9 μ.μ.| Θα είμαστε εδώ στις 9 π.μ. αύριο."),
    ("el", "Ο συνεργάτης μας άργησε· την ευθύνη την έχουμε εμείς.| Αρ. 5 είναι."),
    ("el", "«Άργησε.»| Ναι.| «Γιατί;» ρωτήσατε."),
    ("el", "Η χρέωση ήταν 1.250,50 €.| Επιστρέφεται."),
    ("el", "Με εκτίμηση,|\nΝίκος Γεωργίου|\nΔιευθυντής"),
    ("el", "Αγαπητή κυρία Παππά,|\n\nλυπούμαστε."),
    ("en", "τι έγινε; δεν ξέρουμε"),
    ("fr", "Nous sommes désolés.| C'était notre faute."),
]


@pytest.mark.parametrize(("language", "marked"), ROWS)
def test_split(language: str, marked: str) -> None:
    text = marked.replace("|", "")
    wanted = [piece.strip() for piece in marked.split("|")]
    found = [sentence.text for sentence in split(text, language)]
    assert found == [piece for piece in wanted if any(map(str.isalnum, piece))]


def test_spans_and_paragraphs() -> None:
    text = "  One. Two.\n\n\nThree\nFour.\n \nFive "
    found = split(text, "en")
    assert [(one.text, one.paragraph) for one in found] == [
        ("One.", 0),
        ("Two.", 0),
        ("Three", 1),
        ("Four.", 1),
        ("Five", 2),
    ]
    assert all(text[one.start : one.end] == one.text for one in found)


def test_nothing_to_split() -> None:
    assert split("", "en") == ()
    assert split(" \n\n --- \n", "en") == ()


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "We closed the account"),
        ("en", "We are sorry;| it was our fault."),
        ("en", "We could have known:| we promised 2 March,| so the delay is ours."),
        ("en", "We closed it| because you did not pay,| and we kept the fee."),
        ("en", "The line was down,| which cost you a day."),
        ("en", "So sorry –| your food was late,| but it came."),
        ("en", "It was us—|nobody else"),
        ("en", "From 09:10 to 12:50, at 5:30, we were down"),
        ("en", "bread, butter, cheese"),
        ("en", "We regret it| although it was small."),
        ("id", "Kami menyesal,| tetapi sistem gagal| karena kami lalai."),
        ("id", "Kurir terlambat,| dan itu tanggung jawab kami."),
        ("el", "Ο συνεργάτης μας άργησε·| την ευθύνη την έχουμε εμείς."),
        ("el", "Η χρέωση έγινε| επειδή δεν ελέγξαμε,| και ζητούμε συγγνώμη."),
        ("fr", "Nous regrettons;| c'est notre faute, mais oui."),
    ],
)
def test_clauses(language: str, marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[start:end] for start, end in clauses(text, language)]
    assert [piece.rstrip(" ,;:–—·") for piece in found] == [
        piece.strip().rstrip(" ,;:–—·") for piece in marked.split("|")
    ]


def test_a_sentence_of_signs_has_no_clause() -> None:
    assert clauses(" -- ; ", "en") == ()
