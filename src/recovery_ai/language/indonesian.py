"""Indonesian tables."""

from typing import Final

from recovery_ai.language.lexicon import (
    Amounts,
    Calendar,
    Clock,
    Lexicon,
    Numerals,
    Prose,
    bag,
    meanings,
    numbered,
    phrases,
    sayings,
    spans,
    table,
    valued,
)

_FUNCTION_WORDS: Final = bag(
    """
    yang dan di ke dari untuk dengan pada dalam oleh atas bagi kepada terhadap tentang antara
    tanpa sejak sampai hingga selama setelah sesudah sebelum saat ketika waktu sambil seraya
    atau tetapi tapi namun melainkan sedangkan sementara padahal karena sebab akibat sehingga
    supaya agar maka jika jikalau kalau apabila bila bilamana andai seandainya meski meskipun
    walau walaupun biarpun bahwa sebagai seperti bagaikan ibarat daripada guna demi lewat melalui
    saya aku kami kita anda kamu engkau kau ia dia beliau mereka kalian bapak ibu pak bu saudara
    saudari nya ini itu tersebut begini begitu demikian sini situ sana para sang si
    adalah ialah merupakan yaitu yakni tidak tak bukan belum jangan sudah telah akan sedang masih
    pernah dapat bisa boleh harus wajib perlu mau ingin hendak mungkin pun lah kah juga saja hanya
    cuma lagi pula sangat amat sekali lebih paling kurang cukup agak terlalu semua seluruh segala
    setiap tiap masing beberapa banyak sedikit suatu sebuah seorang seekor ada tiada apa siapa
    mana kapan mengapa kenapa bagaimana berapa sendiri diri lain kembali sangatlah kini sekarang
    nanti kemudian lalu banget sih dong deh kok nih loh lho ya yah aja
    udah nggak gak ga enggak kayak biar gimana dulu bahkan malah
    justru memang agaknya pihak hal secara serta maupun baik
    """
)

_NUMERALS: Final = Numerals(
    decimal=",",
    numbers=valued(
        "0 nol kosong;1 satu;2 dua;3 tiga;4 empat;5 lima;6 enam;7 tujuh;8 delapan;9 sembilan;"
        "10 sepuluh;11 sebelas;100 seratus;1000 seribu;1000000 sejuta"
    ),
    teens=bag("belas"),
    multipliers={"puluh": 10, "ratus": 100},
    scales={"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12},
    short_scales={"rb": 10**3, "k": 10**3, "jt": 10**6},
    halves=phrases("setengah"),
    collectives={"lusin": 12, "selusin": 12, "pasang": 2, "sepasang": 2},
    ordinals=numbered(
        "pertama kesatu;kedua;ketiga;keempat;kelima;keenam;ketujuh;kedelapan;kesembilan;kesepuluh;"
        "kesebelas;keduabelas"
    ),
    ordinal_prefix="ke",
    fractions=valued(
        "0.5 setengah separuh separo;0.25 seperempat perempat;1/3 sepertiga pertiga;"
        "0.2 seperlima perlima;0.1 sepersepuluh"
    ),
    multiples={"sekali": 1},
    ratios=valued("2 ganda"),
    soft=bag("nol kosong satu pertama kedua sekali ganda pasang sepasang"),
)  # fmt: skip

_CALENDAR: Final = Calendar(
    months=numbered(
        "januari;februari pebruari;maret;april;mei;juni;juli;agustus;september;oktober;"
        "november nopember;desember"
    ),
    short_months=numbered("jan;feb peb;mar;apr;;jun;jul;agu agt ags;sep sept;okt;nov nop;des"),
    weekdays=numbered("senin;selasa;rabu;kamis;jumat;sabtu;minggu ahad", 0),
    short_weekdays=numbered("sen;sel;rab;kam;jum;sab;min", 0),
    doubtful=bag("minggu"),
    cues=bag("hari bulan pada sejak sampai hingga mulai dari tahun antara dan"),
    day_cues=bag("tanggal tgl"),
    of=bag("bulan tahun"),
    relative=meanings(
        "0 = hari ini; malam ini | 1 = besok; esok | 2 = lusa; besok lusa | -1 = kemarin"
        "| -2 = kemarin lusa"
    ),
    ends=bag("akhir"),
    month_words=bag("bulan"),
    end_fillers=bag("bulan"),
)  # fmt: skip

_CLOCK: Final = Clock(
    cues=bag("pukul jam"),
    halves=sayings("am = pagi; dini hari | midday = siang | pm = sore; petang | night = malam"),
    moments=meanings("12:00 = tengah hari | 00:00 = tengah malam"),
    past=bag("lewat lebih"),
    to=bag("kurang"),
    half_past=bag("setengah"),
    half_before=True,
    quarter=bag("seperempat"),
    hour_first=True,
)

_AMOUNTS: Final = Amounts(
    units=table(
        "second detik; minute menit; hour jam; day hari; night malam; week minggu pekan;"
        "month bulan; year tahun thn"
    ),
    fixed=spans(
        "1 minute semenit;1 hour sejam;1 day sehari seharian;1 week seminggu sepekan;"
        "1 month sebulan;1 year setahun;8 year sewindu;10 year dasawarsa"
    ),
    working=bag("kerja"),
    joiners=bag("dan"),
    currencies=table(
        "IDR rupiah; EUR euro; USD dolar dollar; GBP pound poundsterling; MYR ringgit; JPY yen"
    ),
    minor={"sen": ""},
    percent=phrases("persen;prosen"),
    times=bag("kali"),
    measures=table(
        "km kilometer; mile mil; m meter; kg kilo kilogram; g gram; l liter; gb gigabita gigabyte;"
        "mb megabita; degree derajat"
    ),
    labels=bag(
        "nomor kamar lantai gerbang peron halaman langkah versi loket meja tahap jalur minggu"
    ),
    reference_labels=bag(
        "referensi ref kasus tiket pesanan faktur klaim keluhan rekening polis nomor no kode resi "
        "kontrak laporan"
    ),
    bounds=meanings(
        "about = sekitar; kira - kira; kurang lebih; lebih kurang | over = lebih dari; melebihi"
        "| under = hampir; kurang dari; tidak sampai"
    ),
    ranges=bag("sampai hingga s.d. s.d sd -"),
    lists=bag("dan atau maupun & ,"),
    contrasts=bag("bukan tanggal alih - ,"),
    after=bag("setelah sesudah lewat pukul jam"),
    before=bag("sebelum pukul jam"),
    short_of=phrases("kurang dari"),
)  # fmt: skip

INDONESIAN: Final = Lexicon(
    language="id",
    prose=Prose(
        abbreviations=bag(
            """
            bpk bp sdr sdri yth dr drs drg prof hj kh tgl rp jl jln gg pt cv ud a.n u.p d.a s.d dgn
            hlm kab kec kel telp tlp ref ttd lamp cq c.q mis st ny tn p.s ps n.b nb
            """
        ),
        numeric=bag("no nmr hp ext ir jan feb mar apr jun jul agu sep sept okt nov des"),
        closers=bag("dll dsb dst dkk s.e s.h s.kom s.t m.m m.si m.kom b.a tbk"),
        conjunctions=bag(
            "dan tetapi tapi namun karena sebab sehingga yang jika apabila bila kalau meski "
            "meskipun "
            "walau walaupun sedangkan sementara agar supaya maka lalu kemudian ketika saat setelah "
            "sebelum padahal atau melainkan bahkan serta sambil hingga sampai akibat"
        ),
        breaks=bag(
            "karena tetapi tapi namun sehingga meskipun walaupun sedangkan padahal agar supaya "
            "melainkan apabila"
        ),
        function_words=_FUNCTION_WORDS,
    ),
    numerals=_NUMERALS,
    calendar=_CALENDAR,
    clock=_CLOCK,
    amounts=_AMOUNTS,
)
