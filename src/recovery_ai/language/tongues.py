"""Words that give a language away: function words, and words common in letters of service."""

from typing import Final

from recovery_ai.language.lexicon import bag
from recovery_ai.language.lexicons import LEXICONS

ENGLISH: Final = LEXICONS["en"].prose.function_words | bag(
    """
    sorry apologise apologize apology apologies regret please thank thanks dear yours sincerely
    regards
    kind best hello hi good morning afternoon evening subject reference case number order account
    bill
    invoice payment refund credit fee charge delivery parcel letter email phone call reply answer
    question
    complaint mistake error fault wrong failed late delay delayed waiting wait waited time day
    days week
    weeks month hour hours today tomorrow yesterday morning night customer service team manager
    head care
    support office director accounts relations operations company we're write wrote written told
    tell said
    say know let come came back going gone give gave given take took taken make made get got left
    lost
    paid pay sent send received arrive arrived broken repair repaired replace replacement new old
    first
    second last next full free right work working happened cause caused because check checked
    checking
    problem trouble able help hope soon welcome contact talk direct line further behalf everyone
    nothing
    nobody anything something each wish understand accept promised promise expected deserve
    responsible
    responsibility ours need needed find found ask asked close closed open offer kept keep stand
    stood
    door van plus son hat die den sin con man par sur pan
    two three four five six seven eight nine ten twenty thirty hundred january february march
    april june
    july august september october november december monday tuesday wednesday thursday friday
    saturday sunday
    """
)
INDONESIAN: Final = LEXICONS["id"].prose.function_words | bag(
    """
    maaf mohon memohon minta meminta terima kasih hormat salam yth terhormat selamat pagi siang
    sore malam
    pesanan pengiriman kirim kirimkan mengirim dikirim terlambat keterlambatan kesalahan salah
    keliru kesal
    tagihan biaya pembayaran bayar membayar pengembalian dana uang rekening akun layanan pelayanan
    pelanggan
    nomor kasus perkara laporan keluhan hubungi menghubungi surat pesan telepon hari minggu bulan
    tahun jam
    menit tanggal januari februari maret april mei juni juli agustus september oktober november
    desember senin
    selasa rabu kamis jumat sabtu besok kemarin tim petugas kepala manajer direktur kantor
    perusahaan barang
    produk rusak ganti penggantian perbaikan memperbaiki diperbaiki periksa memeriksa diperiksa
    sistem gangguan
    kejadian penyebab disebabkan mengakui bertanggung jawab tanggung menyesal kecewa mengecewakan
    ketidaknyamanan
    kerugian rugi menunggu tunggu menerima diterima memberikan diberikan berikan memberi kabar
    jawaban menjawab
    baru lama pertama kedua dua tiga empat lima enam tujuh delapan sembilan sepuluh ratus ribu
    juta rupiah benar
    kali pukul seharusnya semestinya gagal lalai lupa kurir gudang toko resmi penuh senilai
    sebesar segera sebelumnya
    selambat pengertian pengertiannya perhatian perhatiannya kesempatan percaya kepercayaan kerana
    awak daripada
    ialah boleh sahaja tidaklah berkenaan kepada pihak datang pulang rumah kerja membantu bantu
    dibantu
    """
)
# Function words of languages that may stand where they should not, Greek in Latin letters included.
OTHERS: Final = bag(
    """
    le la les un une des du de et est sont nous vous votre vos notre nos je tu il elle ils ce
    cette ces dans
    sur pour avec sans pas plus par qui que quoi dont où mais donc car très bien être avoir avons
    avez ont
    été fait aux au leur leurs même aussi cela ça veuillez merci bonjour cordialement excuses
    désolés
    retard commande remboursement jours client
    el los las una unos unas del y es son nosotros usted ustedes su sus nuestro nuestra nuestros
    con sin
    por para pero porque como muy más también cuando donde esto esta este ha han hemos había ser
    estar fue lo se
    gracias estimado estimada saludos disculpas sentimos pedido entrega días cliente
    der die das den dem des ein eine einen einem einer und ist sind wir uns sie ihr ihre ihrer
    ihnen ihren
    nicht mit von zu zum zur auf für aus bei nach über unter durch wegen aber oder weil dass wenn
    auch noch
    haben hat hatte wurde wurden werden wird können kann sehr bitte danke geehrte geehrter grüßen
    freundlichen
    entschuldigung entschuldigen bestellung lieferung unser unsere unseren
    il lo gli uno della dello degli delle nel nella sono siamo noi voi suo sua vostro vostra
    nostro nostra
    che non con per tra fra però perché anche come molto più questo questa abbiamo avete hanno
    stato grazie
    gentile cordiali saluti scuse ordine consegna giorni cliente ci ti vi di da
    o os as um uma dos das do no na nos nas e é são nós você vocês seu sua seus nosso nossa com
    sem por mas
    porque também muito mais isto este esta temos tem foi ser estar obrigado obrigada prezado
    desculpas pedido
    entrega dias ao pela pelo não que
    het een van en zijn wij ons onze uw niet met voor door bij naar maar omdat ook nog hebben
    heeft hadden werd
    worden wordt zal zullen geachte vriendelijke groeten excuses bestelling levering dat deze dit
    ang ng mga sa ay po opo kayo namin natin inyo inyong iyong aming ito iyan hindi ko mo niya
    nila siya para
    kung dahil upang lamang lang din rin pa at ni kay salamat paumanhin humihingi ako kami
    kai tin sas mas den einai gia tis stin tou na tha oti apo ston sta me to ta tous twn ths thn
    sthn einai
    mou sou tha eimai exoume exei kyrie kyria signomi syggnwmi euxaristw efharisto zitame paraggelia
    och att det som är inte vi vår vårt er ert med för av på till har hade kommer ska eller men om
    från
    beställning tack ursäkta hej
    og at det er ikke vores jeres deres til af på har havde blev bliver kan vil eller men fra
    bestilling tak
    vår deg dere ikke jeg takk
    ve bir bu için ile olarak olan değil çok daha gibi kadar sonra önce sizin bizim size biz siz
    sayın özür
    teşekkür ederiz sipariş
    i w z na nie się jest do że o za przez dla od po pan pani państwa nasz nasze nam was są była
    było był
    przepraszamy dziękujemy zamówienie oraz
    si nu și este sunt pentru cu pe din la noi dumneavoastră vă nostru mai care că comanda
    jsme jsou není se že pro od naše vaše prosím omlouváme děkujeme objednávka který
    és egy nem hogy az meg van volt önnek önök kérjük elnézést köszönjük rendelés
    ei on ja että se oli olemme teidän meidän kanssa mutta pahoittelemme tilaus kiitos
    của và là cho không chúng tôi bạn quý khách xin lỗi với được các những một đơn hàng
    ingkang punika kula panjenengan lan sampun mboten nyuwun pangapunten saking dhateng
    nu anu jeung teu abdi hapunten sareng ka tina
    samahani kwa na ya wa katika yako yetu sisi wewe kwamba lakini
    """
)
