"""Indonesian clauses: what tells a deed, a rule, or only a thing, and what a letter is about."""

import re

from recovery_ai.models.offline.telling import Told

_SLOT = r"\[\[\w+\]\]"
_FAILS = re.compile(
    r"\b(?:tidak|belum|tanpa|gagal|baru (?!yang)|padahal|salah|dua kali|retak|rusak|bocor|mati"
    r"|putus|terputus|terlambat|hilang|berhenti|lepas|luntur|asam|cair|mencair|kosong|tertukar"
    r"|tertagih|tertinggal|batal|dibatalkan|membatalkan|kembali dengan|tumpah|pudar|mogok|habis)\b"
)
_DESCRIBED = re.compile(
    r"\byang (?:\w+ )?(?:di|ter|me|ber|ke)\w+|^(?:pelatihan|langkah|cara) me\w+"
)
_ASIDE = re.compile(
    r",? (?:sebelum|setelah|sesudah|untuk|agar|supaya|tanpa|jika|bila|ketika|saat|sehingga"
    r"|guna)\b.*"
)
_RULE = re.compile(
    r"[^ ]+ (?:.* )?(?:di(?!ri\b|gital|skon|vis|ndi)\w{4,}|me(?:m|n|ng|ny|l|r)\w{3,}|masuk|siaga"
    r"|punya|ada|ber(?:laku|jalan|henti|operasi)|ter(?:pasang|catat|kunci|hubung|tutup))\b"
)
_OURS = re.compile(
    r"(?:kami )?(?:akan |sudah |sedang |tidak lagi )?(me(?:m|n|ng|ny|l|r|w|y)\w{3,}\b.*)"
)
_OWN_TIME = re.compile(rf"(?:sejak|mulai|per) (?:{_SLOT}|\d)|.*\b(?:kini|sekarang|sudah|pukul)\b")
_SPAN = (
    r"(?:(?:lebih dari|hampir|sekitar|kira-kira|selama) )*(?:\w+ ){1,3}(?:menit|jam|hari|pekan"
    r"|minggu|bulan|malam)"
)
_SPENT = re.compile(rf"(?P<span>{_SPAN}) (?P<deed>(?:me|ber)\w{{4,}}\b.*|antre\b.*|mencuci\b.*)")
_HAPPENED = re.compile(
    r"(?!(?:dengan|tanpa|untuk|karena|lebih|hampir|sekitar) )(?:(?!yang |untuk "
    r"|tanpa )[^ ]+ ){1,6}?"
    r"(?:(?:tidak|belum|sudah|harus|dapat|bisa|ikut|baru|masih|sempat|terpaksa) )*"
    r"(?:tidak|belum|harus|batal|berkurang|bertambah|terpotong|tertunda|terlambat|terlewat|tertahan"
    r"|terpakai|terancam|terganggu|menangis|ketakutan|menunggu|mengantre|pulang|kurang|hilang"
    r"|keluar|masuk|pindah|mundur|menutup|mencatat|memasukkan|mengetahui|menjawab|membeli|dijalani"
    r"|dibayarkan|dibuka|dimulai|malu|wisuda|cemas|kaget|(?<!jam )makan|berangkat|bertanya|menumpuk"
    r"|menghubungi)\b"
)
_PEOPLE = re.compile(
    rf"(?:setiap|para|semua|seluruh|sebagian|orang|warga|siswa|tamu|keluarga|anak|staf|karyawan"
    rf"|pengguna|pelanggan|{_SLOT}|\d+ \w+|\w+ \w+ ikut) .*?(?<!yang )"
    r"\b(?:me(?:m|n|ng|ny|l|r)\w{3,}|antre|rusak)\b"
)
_HEAD = r"(?!Pada|Sejak|Saat|Ketika|Setelah|Sebelum|Sekitar|Sebanyak|Selama|Kami|Saya|Antara|Hasil)"
_BORDER = (
    r"(?= (?:yang|di|ke|pada|untuk|dengan|sejak|dari|sampai|selama|tidak|belum|baru|sudah|telah"
    r"|akan|kami|mati|putus|lepas|retak|bocor|luntur|hilang|tiba|jatuh|datang|kembali|salah|gagal"
    rf"|habis|milik|tanggal|sebesar|senilai|dua kali|atas|saat|ketika|bulan|serta|kepada"
    rf"|di[a-z]{{4,}}|me[a-z]{{4,}}"
    rf"|ber[a-z]{{4,}}|ter[a-z]{{4,}}|{_SLOT})\b|[,.;:]|$| \[\[)"
)
_NAMED = (
    r"[a-z][a-z-]+(?: (?!kami\b|Bapak\b|Ibu\b|Kakak\b|Mas\b|Mbak\b|Saudar)[A-Za-z][\w-]*){0,3}?"
)
_NO_THING = frozenset(
    "ibunda anak putra putri istri suami bapak ibu bus kereta kapal pesawat penerbangan acara rapat"
    " hasil"
    " warga tamu".split()
)
_TOO_WIDE = frozenset("air listrik aplikasi sistem layanan uang hari".split())
_LEADING = re.compile(rf"(?:Pada|Sejak|Saat) {_SLOT}(?: pukul [\d.:]+(?: sampai [\d.:]+)?)?,? ")


def fails(sentence: str) -> bool:
    """Say whether a sentence tells what went wrong."""
    return bool(_FAILS.search(sentence))


def step(plain: str) -> Told:
    """Return a preventive action: our deed (`did`), a rule, one with its own time, or a thing."""
    if match := _OURS.fullmatch(plain):
        return Told("did", match[1])
    if _RULE.match(_ASIDE.sub("", _DESCRIBED.sub("", plain))) or plain.startswith("sejak "):
        return Told("said" if _OWN_TIME.match(plain) else "clause", plain)
    return Told("noun", plain)


def harm(plain: str, title: str) -> Told:
    """Return a harm that begins with no verb: what the reader did, what happened, or a thing."""
    if match := _SPENT.fullmatch(plain):
        return Told(
            "did", f"{title} {match['deed']} selama {match['span'].removeprefix('selama ')}"
        )
    happened = _HAPPENED.match(plain) or _PEOPLE.match(plain)
    return Told("clause" if happened else "noun", plain)


def thing(sentence: str, title: str) -> str:
    """Return what a sentence told to the reader is about, such as "meja lipat Bapak"."""
    told = _LEADING.sub("", sentence, count=1)
    head = re.match(rf"({_HEAD}[A-Za-z][a-z-]+(?: {_NAMED})??)(?: ({title}|kami))?{_BORDER}", told)
    ours = re.match(rf"[Kk]ami (?:\w+ )?me\w+ ({_NAMED})(?: ({title}|kami))?{_BORDER}", told)
    found = ours or (None if told.startswith(("Kami ", "kami ", title)) else head)
    first, _, more = found[1].lower().partition(" ") if found else ("", "", "")
    if found is None or first in _NO_THING or (first in _TOO_WIDE and not more and not found[2]):
        return ""
    what = found[1] if found[1][:2].isupper() else found[1][:1].lower() + found[1][1:]
    return f"{what} {found[2] or title}"
