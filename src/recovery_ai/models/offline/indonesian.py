"""Indonesian for the composer: "pelanggan" becomes the reader's own form of address.

A general noun is the reader only where nothing else can be meant. Counted, compared or compounded
("3.400 pelanggan", "pasien lain", "layanan pelanggan") it stays, and so do guests at a party.
"""

import re

from recovery_ai.models.offline import indonesian_clauses as clauses
from recovery_ai.models.offline.telling import Offer, Told, capitalised

_SLOT = r"\[\[(?:customer_(?:name|salutation)|[a-z0-9_]+_name_\d+)\]\]"
_CUSTOMER = "pelanggan|nasabah|pasien|konsumen|klien|kustomer|customer"
# These are the customer only as the one who acts, is acted on by us, or owns something.
_PARTY = (
    "pembeli|pemesan|pengguna|tamu|penumpang|peserta|anggota|penghuni|penyewa|pengunjung"
    "|pemohon|pelapor|penelepon"
)
_THIS = r"(?: (?:kami|tersebut|itu|ini|yang bersangkutan))?\b"
_SHORT = {
    "yg": "yang", "tdk": "tidak", "nggak": "tidak", "enggak": "tidak", "gak": "tidak",
    "sdh": "sudah", "udah": "sudah", "blm": "belum", "krn": "karena", "utk": "untuk",
    "dgn": "dengan", "pd": "pada", "tgl": "tanggal", "dpt": "dapat", "bbrp": "beberapa",
    "plg": "pelanggan", "cust": "pelanggan", "sblm": "sebelum", "stlh": "setelah",
    "dr": "dari",
}  # fmt: skip

_ACTIVE = {
    "beli": "membeli", "bayar": "membayar", "sewa": "menyewa", "cari": "mencari",
    "nunggu": "menunggu", "tunggu": "menunggu", "antre": "mengantre", "ngantre": "mengantre",
}  # fmt: skip
_BARE = re.compile(rf"^(?:{'|'.join(_ACTIVE)})\b")

_NO_VERB = (
    r"(?:(?:meja|mesin|menu|menit|meter|media|merek|merah|metode|memori|member|mereka|memang|berkas"
    r"|berita|beras|berat|bersih|bersama|beres|berapa|diskon|dinding|dialog|dingin|diam|diri|dinas"
    r"|digital|direktur|direksi|divisi|dispenser|distributor|diet|disiplin|dispensasi|diagnosis"
    r"|dimensi|distribusi|terapi"
    r"|teras|terminal|teror|ternak|terbaik|tersebut|tertentu)\b|\w+(?<!ta)nya\b)"
)
_VERB = (
    rf"(?!{_NO_VERB})(?:me(?:[mnlryw]\w{{3,}})|ber\w{{3,}}|di\w{{4,}}|ter\w{{4,}}|ke\w{{3,}}an"
    r"|datang|tiba|tidur|pulang|pergi|minta|ingin|mau|mulai|masuk|keluar|bangun|jatuh|sakit|gagal"
    r"|batal|rugi|kecewa|cemas|malu|takut|marah|bingung|khawatir|sedih|lelah|panik|gelisah|kesal"
    r"|stres|trauma|frustrasi|lapar|kaget|repot|jengkel|capek|pusing|harus|dapat|bisa|sempat"
    r"|terpaksa|perlu|merasa|kewalahan"
    r"|ke(?:hilang|sulit|hujan|dingin|lapar|tinggal|habis|takut|panas|repot|sakit)an)\b"
)
_ADVERB = (
    r"(?:tidak|tak|belum|sudah|telah|akan|masih|sedang|sempat|harus|terpaksa|dapat|bisa|juga|hanya"
    r"|kembali|langsung|segera|selalu|sering|justru|malah|akhirnya|terus|pun|ikut|mungkin"
    r"|berulang kali|berkali-kali|bolak-balik|(?:se|dua |tiga |empat |lima |\d+ )kali)"
)
_PREDICATE = rf"(?:{_ADVERB} |baru )*{_VERB}"
_COUNTED = re.compile(
    r"\b(?:\d[\d.,]*|\w*(?:puluh|ratus|ribu|juta)an?|dua|tiga|empat|lima|enam|tujuh|delapan"
    r"|sembilan|se(?:puluh|mbilan|belas|orang|jumlah|bagian|luruh|mua|tiap|sama)|beberapa|banyak"
    r"|para|setiap|tiap|kedua|antar|antara|satu|berbagai|orang|masing-masing"
    # compounds
    r"|(?:pe)?layanan|kepuasan|dukungan|pengaduan|hubungan|pusat|bagian|loket|nomor|id|kode|ruang"
    r"|kamar|kursi|kabin|pintu|mobil|kapal|kereta|basis|daftar|jumlah|antrean|tunggu|purnajual"
    r"|tim|calon|sesama|perlindungan|keselamatan|keamanan|data|manifes|program)[ -]$",
    re.IGNORECASE,
)
_GOES_ON = (
    rf"(?=$|[.,;:!?)]| (?:{_PREDICATE}|{_ADVERB}\b|\d"
    rf"|baru (?:\d|pada|setelah|kami (?!{_ADVERB})\w)"
    r"|(?:rusak|hilang|salah|kosong|mati|putus|bocor|retak|kotor|cacat|sobek|habis|terlalu"
    r"|sangat)\b|(?:dua|tiga|empat|lima|enam|secara|pada|ke|dari|dengan|untuk|kepada|sejak|selama"
    r"|sampai|hingga|sebelum|setelah|sesudah|saat|ketika|karena|atas|tanpa|melalui|lewat|dalam|oleh"
    r"|bahwa|agar|supaya|sehingga|tetapi|tapi|namun|atau|padahal|sedangkan|lalu|kemudian)\b"
    r"|dan (?=\w+nya\b|\w*(?:me|di|ber)\w|tidak|belum|baru)"
    r"|kami (?!lain|yang|di |dan |setia|sendiri)(?=\w)"
    r"|di (?!wilayah|kawasan|daerah|kecamatan|kota|seluruh|beberapa|sekitar|(?-i:[A-Z]))))"
)
_HEAD = (
    r"(?:^|(?<=[.!?] )|(?<=, )|\b(?:tetapi|sehingga|karena|ketika|saat|lalu|namun|padahal|agar"
    r"|supaya|bahwa|setelah|sebelum|sementara|sedangkan|meskipun|sampai|hingga|dan) )"
)
_ARRIVING = r"(?! (?:(?:sudah|telah|mulai) )*(?:(?:ber)?datang|pulang|hadir|undangan))"
_OWNED = (
    r"bagasi|koper|tiket|pesanan|barang|nama|akun|kartu|rekening|alamat|uang|paket|saldo|tagihan"
    r"|keluhan|laporan|permintaan|klaim"
)

_NOUN = re.compile(
    rf"(?<![\w-])(?:{_CUSTOMER}){_THIS}{_GOES_ON}"
    rf"|(?:^|(?<=[.!?] ))(?:{_CUSTOMER})(?= yang (?!lain|ter|me(?:ngalami|makai) ))",
    re.IGNORECASE,
)
_ACTING = re.compile(
    rf"({_HEAD})(?:tamu{_ARRIVING}|{_PARTY.replace('|tamu', '')}){_THIS}(?= {_PREDICATE})",
    re.IGNORECASE,
)
_ACTED_ON = re.compile(
    rf"(\bkami (?:{_ADVERB} |lupa |terlambat )*me\w+ (?:tahu )?|\b(?:{_OWNED}) )"
    rf"(?:{_PARTY}){_THIS}{_GOES_ON}",
    re.IGNORECASE,
)
_AGENT = re.compile(
    rf"\b(?!{_NO_VERB})di-?(\w{{3,}}) (?:oleh )?(?:{_CUSTOMER}|{_PARTY}){_THIS}{_GOES_ON}",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    rf"\b(me(?:mberi|ngirimi|nawari|nyuruh|mbebani) )(?:{_CUSTOMER}|{_PARTY}){_THIS}"
    r"(?! (?:lain|baru|yang|lama|prioritas|di)\b)",
    re.IGNORECASE,
)
# In a harm, other nouns are the customers of the customer: "kehilangan pelanggan".
_HEADED = re.compile(rf"(?:(?:{_OWNED}) )?(?:{_CUSTOMER}|{_PARTY})\b(?! lain)", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?:\b(?:{_CUSTOMER}|{_PARTY}) )?(?:atas nama |bernama )?"
    rf"(?:\b(?:Bapak|Ibu|Pak|Bu|Bpk\.?|Kak|Kakak|Mas|Mbak|Saudara|Saudari) )?{_SLOT}(?: {_SLOT})*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?<![\w-])(?:ia|dia|beliau)(?![\w-])", re.IGNORECASE)
# Somebody else who acts: from there on "ia" and "-nya" may be that person.
_OTHER = re.compile(
    rf"{_HEAD}(?:seorang |salah satu |si )?(?:kurir|petugas|teknisi|sopir|pengemudi|dokter|perawat"
    r"|kasir|pegawai|karyawan|staf|satpam|resepsionis|pelayan|koki|guru|pengajar|instruktur|agen"
    r"|admin|operator|mekanik|tukang|manajer|penyelia|pemilik|tetangga|anak|istri|suami|pasien lain"
    r"|atasan|rekan|teman|orang)",
    re.IGNORECASE,
)
_BELONGING = re.compile(
    r"\b(anak|istri|suami|ibu|ayah|orang tua|keluarga|adik|kakak|cucu|bayi|nenek|kakek|mertua"
    r"|atasan|bos|rekan|teman|tetangga|saldo|rekening|akun|uang|kartu|gaji|rumah|kamar|ponsel"
    r"|dompet|koper|bagasi|pekerjaan|ujian|data|kesehatan|liburan|toko|warung|usaha|mobil|motor"
    r"|kendaraan"
    r"|nama baik|rambut|kulit|wajah|mata|gigi|tangan|kaki|perut)nya\b",
    re.IGNORECASE,
)
# "-nya" of these verbs is never the one who acts, so it is the reader whoever acts.
_SERVED = re.compile(
    r"\b(menghubungi|memberi|memberi tahu|memberitahu|mengabari|melayani|menelepon|membentak"
    r"|membantu|memanggil|menyapa|mempersilakan|mengirimi|menagih|mengingatkan|meyakinkan|kepada"
    r"|bagi)nya\b"
)

_DOING = {
    "pengembalian": "mengembalikan", "penggantian": "mengganti", "penghapusan": "menghapus",
    "perbaikan": "memperbaiki", "pengiriman": "mengirim", "pembatalan": "membatalkan",
    "pemasangan": "memasang", "pembayaran": "membayar", "penukaran": "menukar",
    "penjadwalan": "menjadwalkan", "pemulihan": "memulihkan", "pencairan": "mencairkan",
    "perpanjangan": "memperpanjang", "pembersihan": "membersihkan", "koreksi": "mengoreksi",
    "pengisian": "mengisi", "penerbitan": "menerbitkan", "hapus": "menghapus",
    "kirim": "mengirim", "ganti": "mengganti",
    "kembalikan": "mengembalikan", "perbaiki": "memperbaiki", "batalkan": "membatalkan",
    "tukar": "menukar", "bayar": "membayar", "pasang": "memasang",
}  # fmt: skip
_NO_OBJECT = r"(?:rugi|gratis|penuh|dengan|oleh|secara|tanpa|di|ke|dari|pada|untuk|selama)\b"
_DEED = re.compile(
    rf"(?:kami (?:akan )?)?({'|'.join(_DOING)}|me[mnlry]\w{{4,}}) (?!{_NO_OBJECT}|.* oleh )"
)
_FINITE = re.compile(rf"^kami\b|(?<!yang )\b(?:akan |sudah )?(?!{_NO_VERB})di\w{{4,}}")
_TO_BE_DONE = re.compile(rf"(?<!yang )(?<!akan )(?<!sudah )\b(?!{_NO_VERB})(di\w{{4,}})")
# Words that are no name though one follows: "Sepasang Tapak R2".
_PLAIN = frozenset("sebuah sepasang selembar satu biaya uang ongkos voucher potongan".split())
_DURATION = re.compile(r"^(?:\S+ ){1,4}(?:menit|jam|hari|pekan|minggu|bulan)$")
_SUM = re.compile(r"^\[\[\w+\]\]$")
_ASKING = re.compile(
    r"^(?:(?:sudah|telah|kini|tetap) )*(?:meminta|minta|menuntut|ingin|mau|menginginkan|memohon) "
)


class Indonesian:
    """The Indonesian voice.

    Args:
        title: how the reader is addressed in mid-sentence.
        names: words that keep their capital wherever they stand.
    """

    def __init__(self, title: str, names: frozenset[str] = frozenset()) -> None:
        self._title, self._names = title, names

    def retell(self, text: str) -> str:
        """Return sentences told to the reader."""
        told = self._pronouns(self._nouns(_spelled(text)))
        return " ".join(capitalised(part) for part in re.split(r"(?<=[.!?])\s+", told.strip()))

    def _nouns(self, text: str) -> str:
        """Return `text` with the nouns and names of the customer replaced."""
        text = _NAMED.sub(self._title, text)
        text = _AGENT.sub(rf"{self._title} \1", text)
        text = _ACTING.sub(rf"\1{self._title}", text)
        text = _ACTED_ON.sub(rf"\1{self._title}", text)
        text = _GIVEN.sub(rf"\1{self._title}", text)
        text = _NOUN.sub(self._unless_counted, text)
        return text.replace(f"{self._title}, {self._title}, ", f"{self._title} ")

    def _pronouns(self, text: str) -> str:
        """Return `text` with the pronouns of the customer replaced."""
        text = _SERVED.sub(rf"\1 {self._title}", text)
        text = _PRONOUN.sub(self._unless_other, text)
        return _BELONGING.sub(self._unless_other, text)

    def _unless_counted(self, match: re.Match[str]) -> str:
        """Return the reader for a noun that is neither counted nor part of a compound."""
        if _COUNTED.search(match.string[: match.start()]):
            return match[0]
        return self._title

    def _unless_other(self, match: re.Match[str]) -> str:
        """Return the reader for "ia" and "-nya", unless somebody else has come up since."""
        before = match.string[: match.start()]
        others = [m.end() for m in _OTHER.finditer(before)]
        if others and others[-1] > before.rfind(self._title):
            return match[0]
        if match.re is _PRONOUN:
            return self._title
        owned = {"ibu": "ibunda", "Ibu": "Ibunda"}.get(match[1], match[1])
        return f"{owned} {self._title}"

    def owns(self, sentence: str) -> bool:
        """Say whether an apology can govern a sentence: an act of ours, or what befell a thing."""
        back = re.search(r"\b(?:tetapi|tapi|namun|meskipun|walaupun|sekalipun)\b|;", sentence)
        theirs = re.match(rf"(?:{self._title}|Pada|Sejak|Saat|Ketika|Setelah)\b", sentence)
        ours = sentence.lower().startswith("kami ")
        return not back and (ours or (not theirs and clauses.fails(sentence)))

    def fails(self, sentence: str) -> bool:
        """Say whether a sentence tells what went wrong, and not only what was to be."""
        return clauses.fails(sentence)

    def thing(self, told: str) -> str:
        """Return what an event is about, such as "meja lipat Bapak"."""
        return clauses.thing(re.split(r"(?<=[.!?]) ", told)[0], self._title)

    def clause(self, sentence: str) -> str:
        """Return one sentence as a clause."""
        text = sentence.strip().rstrip(".")
        head, _, rest = text.partition(" ")
        named = rest[:1].isupper() and not rest.startswith(self._title)
        named = named and head.lower() not in _PLAIN
        kept = (
            named
            or head.strip(",") in self._names
            or text.startswith(self._title)
            or not re.fullmatch(r"\W?[^\W\d][a-z-]*,?", head)
        )
        return text if kept else text[:1].lower() + text[1:]

    def impact(self, text: str) -> Told:
        """Return a harm; verbs get the reader as their subject."""
        text = _NAMED.sub(self._title, _spelled(text))
        plain = self.clause(self._pronouns(self._nouns(text) if _HEADED.match(text) else text))
        plain = _BARE.sub(lambda m: _ACTIVE[m[0]], plain)
        if plain.startswith(f"{self._title} "):
            return Told("did", plain)
        if re.match(_PREDICATE, plain):
            return Told("did", f"{self._title} {plain}")
        if _SUM.match(plain):
            return Told("did", f"{self._title} dirugikan sebesar {plain}")
        if _DURATION.match(plain):
            return Told("noun", f"{plain} waktu {self._title}")
        return clauses.harm(plain, self._title)

    def cause(self, text: str) -> Told:
        """Return a cause; "karena" takes a clause and a noun alike."""
        text = re.sub(r"^(?:di)?(?:karena|sebab|akibat)(?:kan)? ", "", text, flags=re.IGNORECASE)
        return Told("clause", self.retell(re.sub(r"^[Tt]erjadi ", "ada ", text)))

    def offer(self, text: str, kind: str) -> Offer:
        """Return a remedy: what we do, what the reader gets, or a sentence to be told."""
        text = self.clause(self.retell(text))
        deed = _DEED.match(text)
        if deed:
            return Offer("do", _DOING.get(deed[1], deed[1]) + text[deed.end(1) :])
        if text.startswith("pindah "):
            return Offer("told", f"{self._title} dapat {text}")
        if _FINITE.search(text.partition(",")[0]):
            return Offer("told", _TO_BE_DONE.sub(r"akan \1", text, count=1))
        if kind == "refund" and re.match(r"(?:biaya|uang|ongkos|harga|tarif|denda)\b", text):
            return Offer("do", f"mengembalikan {text}")
        return Offer("receive", text)

    def step(self, text: str) -> Told:
        """Return a preventive action: our deed, a rule, or a thing that we bring in."""
        return clauses.step(self.clause(text))

    def asked(self, text: str) -> str:
        """Return what was asked for, fit to follow "meminta"."""
        plain = self.clause(self.retell(text))
        told = plain.removeprefix(f"{self._title} ")
        asked = _ASKING.sub("", told)
        return f"agar {plain}" if asked == told != plain else asked

    def listed(self, parts: list[str]) -> str:
        """Join parts with commas and "serta"."""
        return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, serta {parts[-1]}"


def _spelled(text: str) -> str:
    """Return `text` with the usual short forms written out."""
    return re.sub(
        r"\b[a-z]{2,6}\b(?!\.| [A-Z])", lambda match: _SHORT.get(match[0], match[0]), text
    )
