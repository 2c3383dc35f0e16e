"""Indonesian facts told to the reader: what changes, and what must stay as it is."""

import re

import pytest

from recovery_ai.models.offline.indonesian import Indonesian
from tests.models.offline.letters import Composed, letters

VOICE = Indonesian("Ibu")
TOLD = """
Pelanggan terpaksa membeli kue lain satu jam sebelum acara.
-> Ibu terpaksa membeli kue lain satu jam sebelum acara.
Kami memotong saldo pelanggan dua kali pada 5 Juni.
-> Kami memotong saldo Ibu dua kali pada 5 Juni.
Sisa saldo pelanggan tidak cukup untuk keperluan sekolah anaknya.
-> Sisa saldo Ibu tidak cukup untuk keperluan sekolah anak Ibu.
Mesin cuci yang dibeli pelanggan pada 2 Oktober berhenti berputar.
-> Mesin cuci yang Ibu beli pada 2 Oktober berhenti berputar.
Klaim rawat inap yang diajukan nasabah pada 2 Mei belum kami putuskan.
-> Klaim rawat inap yang Ibu ajukan pada 2 Mei belum kami putuskan.
Sistem kami membatalkan pesanan yang sudah dibayar oleh pelanggan.
-> Sistem kami membatalkan pesanan yang sudah Ibu bayar.
Ketika bertanya di loket, ia dijawab dengan nada tinggi.
-> Ketika bertanya di loket, Ibu dijawab dengan nada tinggi.
Kami menyerahkan mesin tanpa mencobanya di rumah pelanggan.
-> Kami menyerahkan mesin tanpa mencobanya di rumah Ibu.
Kurir meninggalkan paket pelanggan di depan pagar tanpa memberi tahu pelanggan.
-> Kurir meninggalkan paket Ibu di depan pagar tanpa memberi tahu Ibu.
Tamu menunggu dua jam di lobi karena kamarnya belum dibersihkan.
-> Ibu menunggu dua jam di lobi karena kamar Ibu belum dibersihkan.
Tamu undangan pelanggan sudah datang ketika kue tiba.
-> Tamu undangan Ibu sudah datang ketika kue tiba.
Kami menagih pelanggan dua kali.
-> Kami menagih Ibu dua kali.
Kami lupa mencatat pesanan pembeli.
-> Kami lupa mencatat pesanan Ibu.
Kami memindahkan peserta ke kelas lain tanpa bertanya.
-> Kami memindahkan Ibu ke kelas lain tanpa bertanya.
Peserta tidak mendapat tautan. Saat peserta bertanya, admin kami diam.
-> Ibu tidak mendapat tautan. Saat Ibu bertanya, admin kami diam.
Penumpang diturunkan di halte yang salah dan bagasi penumpang tertinggal.
-> Ibu diturunkan di halte yang salah dan bagasi Ibu tertinggal.
Pelanggan dan keluarganya menunggu tiga jam.
-> Ibu dan keluarga Ibu menunggu tiga jam.
Pelanggan memesan kursi roda untuk ibunya.
-> Ibu memesan kursi roda untuk ibunda Ibu.
Pelanggan, Ibu [[customer_name]], melaporkan kebocoran.
-> Ibu melaporkan kebocoran.
Pak [[what_happened_name_1]] tidak mendapat jawaban.
-> Ibu tidak mendapat jawaban.
Teknisi berjanji datang, namun ia tidak datang dan pelanggan sudah mengambil cuti.
-> Teknisi berjanji datang, namun ia tidak datang dan Ibu sudah mengambil cuti.
Pasien menerima hasil yang salah, dan dokter kami memberinya obat.
-> Ibu menerima hasil yang salah, dan dokter kami memberi Ibu obat.
Data alamat nasabah kami kirim ke pihak lain.
-> Data alamat Ibu kami kirim ke pihak lain.
Pelanggan yang sudah membuat janji harus menunggu dua jam.
-> Ibu yang sudah membuat janji harus menunggu dua jam.
Kami memberi pelanggan informasi yang keliru.
-> Kami memberi Ibu informasi yang keliru.
Pelanggan baru mengetahui perubahan itu di bandara.
-> Ibu baru mengetahui perubahan itu di bandara.
Barang yang diterima pelanggan rusak.
-> Barang yang Ibu terima rusak.
Diskon pelanggan tidak masuk.
-> Diskon Ibu tidak masuk.
cust ditagih dua kali utk satu pesanan, blm ada balasan dr kami.
-> Ibu ditagih dua kali untuk satu pesanan, belum ada balasan dari kami.
"""
UNCHANGED = """
Sekitar 3.400 pelanggan belum dapat tersambung kembali.
Layanan pelanggan kami tidak dapat dihubungi.
Para tamu menunggu satu jam.
Tamu sudah berdatangan sejak pukul 11.00.
Katering untuk 200 tamu baru datang pukul 12.30.
Nasabah prioritas lain dilayani lebih dulu.
Dua pelanggan mengeluh tentang hal yang sama.
Nomor pelanggan salah dicetak.
Ruang tunggu pasien penuh.
Kamar tamu belum dibersihkan.
Mesin yang dibeli pelanggan lain lebih dulu diperbaiki.
Pengguna jalan terganggu oleh pekerjaan kami.
Pelanggan di wilayah selatan juga terdampak.
Kurir menurunkan barang di teras dan ia langsung pergi.
Foto tulisan di kue dikirim kepada pemesan sebelum kue berangkat.
Label tujuan tertukar di gudang kurir mitra, dan kami tidak memantau nomor resi.
"""
IMPACTS = """
dua kali datang ke kantor cabang | did | Ibu dua kali datang ke kantor cabang
malu di depan para tamu | did | Ibu malu di depan para tamu
kecewa karena acara berlangsung tanpa meja | did | Ibu kecewa karena acara berlangsung tanpa meja
menghubungi layanan pelanggan tiga kali | did | Ibu menghubungi layanan pelanggan tiga kali
merasa direndahkan di depan pasien lain | did | Ibu merasa direndahkan di depan pasien lain
kehilangan pelanggan | did | Ibu kehilangan pelanggan
pelanggan kehilangan kontrak | did | Ibu kehilangan kontrak
terlambat dan ditegur atasannya | did | Ibu terlambat dan ditegur atasan Ibu
tidak bisa tidur | did | Ibu tidak bisa tidur
beli nasi kotak tambahan | did | Ibu membeli nasi kotak tambahan
rusaknya bahan makanan | noun | rusaknya bahan makanan
meja makan tergores | clause | meja makan tergores
saldo berkurang Rp152.500 | clause | saldo berkurang Rp152.500
lebih dari empat jam menunggu | did | Ibu menunggu selama lebih dari empat jam
dua hari mencuci dengan tangan | did | Ibu mencuci dengan tangan selama dua hari
setiap warga antre di sumur | clause | setiap warga antre di sumur
anaknya menangis semalaman | clause | anak Ibu menangis semalaman
rusaknya hubungan dengan klien | noun | rusaknya hubungan dengan klien
dua jam | noun | dua jam waktu Ibu
"""
OFFERS = """
pengembalian ongkos kirim | do | mengembalikan ongkos kirim
penggantian motor tanpa biaya | do | mengganti motor tanpa biaya
kirim ulang paket | do | mengirim ulang paket
kami akan mengirim teknisi | do | mengirim teknisi
perbaikan gratis | receive | perbaikan gratis
perbaikan rambut oleh penata senior | receive | perbaikan rambut oleh penata senior
ganti rugi Rp100.000 | receive | ganti rugi Rp100.000
kue baru pada hari yang dipilih pelanggan | receive | kue baru pada hari yang Ibu pilih
paket dikirim ulang | told | paket akan dikirim ulang
pindah ke kelas lain | told | Ibu dapat pindah ke kelas lain
"""
STEPS = """
Pembaruan hanya dipasang setelah pukul 23.00 | said
mesin dicoba di rumah pembeli pada saat penyerahan | clause
permintaan berhenti yang disetujui kini langsung menutup jadwal | said
pemeriksaan status pembayaran sebelum permintaan dikirim ulang | noun
mode luring yang menyimpan transaksi di perangkat | noun
uji beban untuk setiap pembaruan | noun
Memasang sambungan kedua di lantai 3 | did
"""
THINGS = """
Meja lipat yang kami janjikan tiba pada 3 Juli baru sampai pada 11 Juli. | meja lipat Ibu
Kami memotong saldo Ibu dua kali pada 5 Juni. | saldo Ibu
Kami menagih iuran tahunan kartu sebesar Rp300.000. | iuran tahunan kartu Ibu
Pada [[what_happened_date_1]] aplikasi kasir kami tidak dapat dibuka. | aplikasi kasir kami
Ibu datang pukul 08.00 dan baru dipanggil pukul 12.15. |
Sekitar 3.400 pelanggan belum tersambung. |
Air tidak mengalir sejak pagi. |
"""
ASKED = """
pengembalian seluruh biaya kursus | pengembalian seluruh biaya kursus
Ibu menuntut penghapusan denda | penghapusan denda
Minta ganti rugi | ganti rugi
Ibu mengajukan klaim | agar Ibu mengajukan klaim
"""
# The customer, named in the third person where nothing counts or compounds the noun.
THIRD_PERSON = re.compile(
    r"(?<!layanan )(?<!\d )(?<!para )\b(?:pelanggan|pasien|nasabah|peserta|pembeli)\b(?! lain|,)",
    re.IGNORECASE,
)


def pairs(table: str) -> list[list[str]]:
    return [pair.split("\n-> ") for pair in re.split(r"\n(?!-> )", table.strip())]


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("fact", "told"), pairs(TOLD))
def test_facts_are_told_to_the_reader(fact: str, told: str) -> None:
    assert VOICE.retell(fact) == told


@pytest.mark.parametrize("fact", UNCHANGED.strip().splitlines())
def test_what_is_not_the_reader_stays(fact: str) -> None:
    assert VOICE.retell(fact) == fact


@pytest.mark.parametrize(("fact", "form", "told"), rows(IMPACTS))
def test_harms_find_their_form(fact: str, form: str, told: str) -> None:
    assert VOICE.impact(fact) == (form, told)


@pytest.mark.parametrize(("fact", "key", "told"), rows(OFFERS))
def test_remedies_find_their_phrase(fact: str, key: str, told: str) -> None:
    assert VOICE.offer(fact, "other") == (key, told)


@pytest.mark.parametrize(("asked", "told"), rows(ASKED))
def test_what_was_asked_for_follows_its_verb(asked: str, told: str) -> None:
    assert VOICE.asked(asked) == told


@pytest.mark.parametrize(("step", "form"), rows(STEPS))
def test_steps_find_their_form(step: str, form: str) -> None:
    assert VOICE.step(step).form == form


@pytest.mark.parametrize(("event", "thing"), rows(THINGS))
def test_what_a_letter_is_about(event: str, thing: str) -> None:
    assert VOICE.thing(event) == thing


def test_causes_lose_a_because_of_their_own() -> None:
    assert VOICE.cause("Dikarenakan label tertukar").text == "Label tertukar"


def test_the_reader_keeps_the_form_of_address_everywhere() -> None:
    told = Indonesian("Bapak/Ibu").retell("Pelanggan memesan kue yang dipilih pelanggan.")
    assert told == "Bapak/Ibu memesan kue yang Bapak/Ibu pilih."


def test_our_acts_and_what_befell_a_thing_are_governed_by_an_apology() -> None:
    assert VOICE.owns("Kami menagih Ibu dua kali")
    assert VOICE.owns("Meja lipat yang kami janjikan baru sampai pada 11 Juli")
    assert not VOICE.owns("Pesanan tiba, tetapi sudah dingin")
    assert not VOICE.owns("Ibu datang pukul 08.00, tetapi baru dipanggil pukul 12.15")


@pytest.mark.parametrize("letter", letters("id"), ids=lambda letter: letter.name)
def test_shipped_letters_speak_to_the_reader(letter: Composed) -> None:
    assert not THIRD_PERSON.search(letter.text)
    assert not re.search(r"(?:\d|layanan|depan) (?:Bapak|Ibu|Kakak)", letter.text)
    assert letter.repeated == []
