"""Indonesian stems: affixes off, and the consonant that a nasal prefix swallowed put back."""

from typing import Final

# Roots met in letters of service whose shape misleads a rule: they end like a suffix, begin
# like a prefix, or lose their first consonant after meN- and peN-.
_ROOTS: Final = frozenset(
    """
    abai acara adil ajar aju akhir akibat aku akui akun alam alamat alami alas alih alir aman ambil
    amat ampun ancam andal anggap anggar angkat angkut antar antre anti anut apresiasi arah asal
    asli asuransi
    atasi atur awal awas ayun bagai bagi bahan bahas baik baju bakar balas baca bantu barang baru
    batal batas bawa bayar beban bebas beda beli belakang benar bendera bentuk berangkat berat
    berhenti
    beri beres berkas bersih besar biar biasa biaya bicara bijak bimbing bincang bohong boleh
    bongkar bosan buat
    bukti buka bulan buru buruk butuh cabang cakap capai cari catat cegah cek cepat cermat cerita
    coba
    cocok cukup curi dagang damping dapat dasar data datang daya dengar derita detail diri dukung
    duga dunia
    edar efektif emosi evaluasi
    gagal gaji ganggu ganti gantung gerak giat guna hadap hadiah hadir hak halang hambat hantar
    hapus harap
    harga hari hasil hati henti hilang hindar hitung hormat hubung huni ikut imbang imbau
    informasi ingat ingin isi istirahat
    izin jadi jadwal jaga jalan jamin janji jatuh jawab jelas jemput jual jumlah jumpa kabar kait
    kali kalah
    kandung karyawan kata katakan kecewa kejar kelola keluar keluh kemas kena kenal kendala
    kendali kenan kerja
    kesal ketahui khawatir khusus kirim kira klaim kompensasi konfirmasi kontrak koordinasi
    koreksi korban
    kosong kuasa kuat kumpul kunci kunjung kurang kurir kuota kembali keliru kembang kuliah lacak
    lain laku lalai
    lama lambat lampir lancar langgan langgar langkah langsung lanjut lapor latih lawan layak
    layan lebih
    lengkap lepas letak libat lihat lindung lupa lunas maaf main makan maklum malam malu mampu
    manfaat masalah
    masuk mati milik minta mogok mohon muat mudah mulai muncul musim nama nanti niat nikmat nilai
    nomor
    nyaman nyata olah operasi paham pakai paket pandang panggil pantau pasang pasok pasti patuh
    peduli pegang peka
    percaya pengaruh pelajar pelihara penuh perhati periksa perintah perlu pesan pilih pindah
    pinjam potong
    produk program proses protes puas pukul pulih pulang pusat putus raba ragu rasa rawat rekening
    rencana
    rekrut rinci ringan rubah rugi rusak saji sakit saksi salah salur sama sambut sambung sampai
    samping sangkut
    sanggup santun saran sarana sasar sebab sebut sedia segera sekolah selenggara selesai selidik
    semangat sengaja
    sentuh serah serang serius sesal sesuai setuju setor siap sidang siar sikap simpan sinar
    singkat sisa sistem
    sopan sosial sudah suai sulit sumbang susah susul susun syarat tagih tahan tahap tahu tambah
    tampil tanam tanda
    tangan tangani tanggal tanggap tanggung tanya tarik taruh tata tawar tegas tekan teknis
    telepon teliti teman temu
    tempat tempuh tempo tentu tepat terang terap teratur terbit terima terus tetap tiba tidur
    tindak tindaklanjut
    tinggal tinggi tingkat tinjau tiru titip tolak tolong tuduh tugas tuju tukar tular tulis
    tumpuk tunai tunda tunggu
    tunjuk tuntut turun turut tutup ubah uang ucap uji ukur ulang unduh unggul untung upaya urus
    usaha usul utama
    wajib wakil warga waspada akan bukan dengan ikan ruang kalian bagian harian pekan depan jangan
    kanan badan
    bangun dandan hujan rekan sopan taman teman nyaman aman papan zaman pelan perlahan makanan
    korban
    laman hutan kecuali kembali pasti teliti ahli asli beli bumi diri dini hati ini isi jadi janji
    kali kami kini
    kiri lagi mandi mati mini nanti pagi padi peduli pergi posisi properti puji resmi rugi saksi
    sendiri seri sepi suci sunyi tapi tepi tinggi tradisi transaksi transportasi verifikasi
    aplikasi fungsi garansi
    gratifikasi kondisi solusi situasi instansi instalasi lokasi notifikasi promosi reservasi
    sanksi generasi
    """.split()
)
# Said otherwise in speech, or borrowed: one root for both.
_SAME: Final = {
    "tes": "uji", "test": "uji", "dites": "uji", "mengetes": "uji", "ngetes": "uji",
    "cek": "periksa", "balik": "kembali", "balikin": "kembali", "dibalikin": "kembali",
    "telat": "lambat", "kasih": "beri", "dikasih": "beri", "refund": "kembali",
    "ongkir": "ongkos", "kelihatan": "lihat", "beres": "selesai",
}  # fmt: skip
_PARTICLES: Final = ("lah", "kah", "pun", "nya", "ku", "mu")
_SUFFIXES: Final = ("kan", "an", "i")
# Prefix -> the consonants it may have swallowed, the likeliest first.
_NASALS: Final = (
    ("meny", ("s", "ny")), ("peny", ("s", "ny")),
    ("meng", ("", "k", "g")), ("peng", ("", "k", "g")),
    ("mem", ("p", "m")), ("pem", ("p", "m")), ("men", ("t", "n")), ("pen", ("t", "n")),
)  # fmt: skip
_PREFIXES: Final = (
    "memper",
    "diper",
    "keter",
    "ber",
    "ter",
    "per",
    "di",
    "ke",
    "se",
    "be",
    "me",
    "pe",
)
_VOWELS: Final = "aeiou"
_SHORTEST: Final = 4
_LAYERS: Final = 4


def stem(word: str) -> str:
    """Return the root of one folded word, or the nearest the rules come to it.

    The first known root met while affixes come off wins; otherwise the likeliest cut.
    """
    if word in _SAME:
        return _SAME[word]
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    layer = likeliest = [word]
    for _ in range(_LAYERS):
        for form in layer:
            if form in _ROOTS:
                return _SAME.get(form, form)
        layer = [bare for form in layer for bare in _peeled(form)]
        likeliest = _peeled(likeliest[0])[:1] or likeliest
    return likeliest[0]


def _peeled(word: str) -> list[str]:
    """Return the forms of `word` with one more affix off, the likeliest first."""
    return _without_ending(word, _PARTICLES) + _without_ending(word, _SUFFIXES) + _unprefixed(word)


def _without_ending(word: str, endings: tuple[str, ...]) -> list[str]:
    """Return `word` without each of `endings` that leaves enough of it."""
    found = (word[: -len(ending)] for ending in endings if word.endswith(ending))
    return [bare for bare in found if len(bare) >= _SHORTEST or bare in _ROOTS]


def _unprefixed(word: str) -> list[str]:
    """Return the forms of `word` without one prefix, the likeliest first."""
    found = []
    for prefix, swallowed in _NASALS:
        if word.startswith(prefix) and len(rest := word[len(prefix) :]) >= _SHORTEST - 1:
            vowel = rest[0] in _VOWELS
            found += [consonant + rest for consonant in swallowed] if vowel else [rest]
            break
    rests = (word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix))
    return found + [rest for rest in rests if len(rest) >= _SHORTEST or rest in _ROOTS]
