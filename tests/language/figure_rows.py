"""Figures as they are written, each with what it says; one table for each language."""

ENGLISH = """
£34.50 | money 34.50 GBP
34.50 GBP | money 34.50 GBP
GBP 34.50 | money 34.50 GBP
25 pounds | money 25 GBP
€1.250,50 | money 1250.50 EUR
1.250,50 € | money 1250.50 EUR
€1,250.50 | money 1250.50 EUR
44 euros | money 44 EUR
"€90" | money 90 EUR
EUR39 | money 39 EUR
EUR 1 250,50 | money 1250.50 EUR
1 250,50 EUR | money 1250.50 EUR
12 500 000 rupiah | money 12500000 IDR
we ring 0800 555 0199 | phone 08005550199
one third of it | ratio 0.3333 -
US$5 | money 5 USD
$4.50 | money 4.50 USD
$50 USD | money 50 USD
AU$40 and 40 Australian dollars | money 40 AUD; money 40 AUD
two hundred dollars | money 200 USD
a hundred pounds | money 100 GBP
six pounds fifty | money 6.50 GBP
fifteen hundred euros | money 1500 EUR
£2k | money 2000 GBP
£1.2 million | money 1200000 GBP
50p and 35 pence | money 0.50 GBP; money 0.35 GBP
50 cents | money 0.50 -
one hundred and eighty-six pounds and forty pence | money 186.40 GBP
£1 and 20 pence | money 1.20 GBP
£20-30 | money 20 GBP; money 30 GBP
20 to 30 pounds | money 20 GBP; money 30 GBP
£48.00+£12.50=£60.50 | money 48 GBP; money 12.50 GBP; money 60.50 GBP
over 100 dollars | money 100 USD over
a 39-euro fee | money 39 EUR
12.345.678 rupiah | money 12345678 IDR
we try 3 times, and all 4 of us | count 3 time; count 4 -
4 May | date -/5/4
May 4th | date -/5/4
the 4th of May | date -/5/4
2 March 2026 | date 2026/3/2
May 14, 2026 | date 2026/5/14
Saturday 2 May | date -/5/2 w5
Sat, 2 May | date -/5/2 w5
Friday, May 14, 2026 | date 2026/5/14 w4
Friday the 14th | date -/-/14 w4
02/05/2026 | date 2026/5/2|2026/2/5
17/04/2026 | date 2026/4/17
4/4/2026 | date 2026/4/4
31.12.2025 and 31-12-2025 | date 2025/12/31; date 2025/12/31
2026-05-02 | date 2026/5/2
2025/12/31 | date 2025/12/31
2026-10-06T18:00:00+02:00 | date 2026/10/6; time 18:00 24h
on 4/5 | date -/5/4|-/4/5
we called you on the 4th | date -/-/4
on the third. | date -/-/3
on the 6th, 7th and 9th | date -/-/6; date -/-/7; date -/-/9
the seventeenth of April | date -/4/17
twenty-first of June | date -/6/21
2 Feb. 2026 | date 2026/2/2
2 May '26 | date 2026/5/2
the May fee | date -/5/-
in March and in December 2025 | date -/3/-; date 2025/12/-
since 2019 | date 2019/-/-
2026 members | count 2026 member
by the end of the month | date -/-/- month_end
until the end of May | date -/5/- month_end
on Friday | date 4 weekday
every Tuesdays | ~date 1 weekday
tomorrow and yesterday | date 1 relative; date -1 relative
tomorrow, Tuesday 5 May | date -/5/5 w1; date -/5/5 w1
the day after tomorrow | date 2 relative
today | ~date 0 relative
from 1 to 5 November | date -/11/1; date -/11/5
between 2 and 28 April 2026 | date 2026/4/2; date 2026/4/28
7–9 May | date -/5/7; date -/5/9
May 7-9 | date -/5/7; date -/5/9
neither on 20 nor on 22 January | date -/1/20; date -/1/22
on 30 March instead of the 24 | date -/3/30; date -/3/24
on 30 March rather than one from May | date -/3/30; ~count 1 -; date -/5/-
7 May–9 May | date -/5/7; date -/5/9
3, 10 and 17 November | date -/11/3; date -/11/10; date -/11/17
on 3 March, and nine of you | date -/3/3; count 9 -
May I call you? You may march on. | -
Dear April, this is June Hart. | -
30 February | date -/2/30
32 May | count 32 -
17:05 | time 17:05 24h
9:10 | time 09:10 12h
09:10 | time 09:10 24h
5 pm | time 17:00 24h
5pm | time 17:00 24h
5 p.m. | time 17:00 24h
5:30 p.m. EST | time 17:30 24h
9.30 am | time 09:30 24h
12 am and 12 pm | time 00:00 24h; time 12:00 24h
half past five | time 05:30 12h
six this evening | time 18:00 24h
twenty minutes after 16:00 | time 16:20 24h
ten minutes before 21:40 | time 21:30 24h
quarter to six | time 05:45 12h
a quarter past six | time 06:15 12h
twenty past five | time 05:20 12h
since ten to seven this morning | time 06:50 24h
It was twenty minutes to midnight. | time 23:40 24h
at ten to six | time 05:50 12h
at twenty to ten next morning | time 09:40 12h
at twenty minutes to midnight | time 23:40 24h
from ten to twelve guests | count 10 guest; count 12 guest
eleven o'clock | time 11:00 12h
five o’clock | time 05:00 12h
noon and midnight | time 12:00 24h; time 00:00 24h
12 noon | time 12:00 24h
at 5. | time 05:00 12h
at five on Monday | time 05:00 12h; date 0 weekday
at six in the evening | time 18:00 24h
9-11 am | time 09:00 12h; time 11:00 24h
between 8 and 10 am | time 08:00 12h; time 10:00 24h
12:50 UTC | time 12:50 12h
45 minutes | duration 45 minute
31 hours | duration 1860 hour
two weeks | duration 20160 week
a fortnight | duration 20160 week
within an hour | duration 60 hour
an hour of your day | ~duration 60 hour
half an hour | duration 30 hour
three quarters of an hour | duration 45 hour
two and a half hours | duration 150 hour
an hour and a half | duration 90 hour
an hour and a quarter | duration 75 hour
2½ hours | duration 150 hour
three hours and forty minutes | duration 220 hour
2 h 15 min and 1h30 | duration 135 hour; duration 90 hour
the 30-day alert | duration 43200 day
a two-week wait | duration 20160 week
within 3 working days | duration 4320 working_day
three to five business days | duration 4320 working_day; duration 7200 working_day
10 or 12 weeks | duration 100800 week; duration 120960 week
ten weeks, 30 days | duration 100800 week; duration 43200 day
nine days' wait | duration 12960 day
three nights | duration 4320 night
two more months | duration 87660 month
thirty (30) days | duration 43200 day
five minutes short of an hour | duration 55 minute
about 45 minutes | duration 45 minute about
almost five hours | duration 300 hour under
more than 31 hours | duration 1860 hour over
one day we will | ~duration 1440 day
for one day | duration 1440 day
20% | percent 20 %
12.5 % | percent 12.5 %
20 per cent | percent 20 %
forty-five percent | percent 45 %
10-12% | percent 10 %; percent 12 %
half of the price | ratio 0.5 -
half the price | ratio 0.5 -
a third of it | ratio 0.3333 -
two thirds | ratio 0.6667 -
three-quarters of the fee | ratio 0.7500 -
3/4 of the fee | ratio 0.75 -
threefold | ratio 3 -
a double booking | ~ratio 2 -
half-hearted | ~ratio 0.5 -
2,300 members | count 2300 member
five analysts | count 5 analyst
twenty-one customers | count 21 custom
a hundred and five orders | count 105 order
two million users | count 2000000 user
10k members | count 10000 member
a dozen eggs, three dozen rolls | count 12 egg; count 36 roll
twice, six times and 2x | count 2 time; count 6 time; count 2 time
one of our vans | ~count 1 -
both of them, once | ~count 2 -; ~count 1 time
14 km and five kilometres | count 14 km; count 5 km
week three, room 204 | count 3 week; count 204 room
24/7 | ~count 24 -
10 of 12 boxes | count 10 -; count 12 box
Shift Manager, Forno Nine | ~count 9 -
the third message | ordinal 3 messag
her 80th birthday | ordinal 80 birthday
at first, a second chance | ~ordinal 1 -; ~ordinal 2 chanc
a third party | ~ordinal 3 parti
case MB-20417, DL/8812, Q7731 | reference mb20417; reference dl8812; reference q7731
#1234, #88-1042 and number 20417 | reference 1234; reference 881042; reference 20417
flight NV318, BA 2490, seat 12A | reference nv318; reference ba2490; reference 12a
INV/2026/0042 and order no. 55120-A | reference inv20260042; reference 55120a
version 2.1.3, 3D, 5G, MP3 | reference 2.1.3; reference 3d; reference 5g; reference mp3
card 4539 1488 0343 6467 | reference 4539148803436467
ring 020 7946 0123 | phone 02079460123
+44 20 7946 0123 | phone 442079460123
(020) 7946-0123 | phone 02079460123
+33 1 55 00 01 02 | phone 33155000102
555-0188 | phone 5550188
see https://x.example/12/5 or a9@b.example or www.x.example/3 | -
MB-20417: 2 March | reference mb20417; date -/3/2
5
days | count 5 -
"""

INDONESIAN = """
Rp1.250.000 | money 1250000 IDR
Rp 150.000,00 | money 150000 IDR
Rp. 50.000,- | money 50000 IDR
IDR 2 juta | money 2000000 IDR
2 juta rupiah | money 2000000 IDR
Rp 1,5 juta | money 1500000 IDR
Rp150rb | money 150000 IDR
2,5 jt rupiah | money 2500000 IDR
Rp 2 miliar | money 2000000000 IDR
sepuluh ribu rupiah | money 10000 IDR
seratus lima puluh ribu rupiah | money 150000 IDR
satu juta lima ratus ribu rupiah | money 1500000 IDR
Rp150.000-Rp200.000 | money 150000 IDR; money 200000 IDR
20 dolar dan EUR 39 | money 20 USD; money 39 EUR
tanggal 4 Mei | date -/5/4
tanggal 4 | date -/-/4
tgl. 14 Agustus 2026 | date 2026/8/14
Jumat, 14 Agustus 2026 | date 2026/8/14 w4
02/05/2026 | date 2026/5/2
akhir bulan ini | date -/-/- month_end
akhir Mei | date -/5/- month_end
bulan Desember 2025 | date 2025/12/-
sejak Januari | date -/1/-
hari Senin | date 0 weekday
hari Minggu, minggu lalu | date 6 weekday
besok, kemarin, lusa | date 1 relative; ~date -1 relative; date 2 relative
besok lusa, Rabu 13 Mei | date -/5/13 w2; date -/5/13 w2
sejuta dua ratus lima puluh ribu rupiah | money 1250000 IDR
satu jam tiga perempat | duration 105 hour
dua jam seperempat | duration 135 hour
tanggal 20 bulan ini | date -/-/20
antara pukul 18.05 dan 18.52 pembayaran gagal | time 18:05 24h; time 18:52 24h
datang setengah sembilan pagi | time 08:30 24h
hari ini | ~date 0 relative
1 sampai 5 November | date -/11/1; date -/11/5
2 dan 28 April | date -/4/2; date -/4/28
30 Maret, bukan tanggal 24 | date -/3/30; date -/3/24
17.05 WIB | time 17:05 24h
pukul 08.15 | time 08:15 24h
pukul 09.10 sampai 12.50 | time 09:10 24h; time 12:50 12h
jam kerja 08.00-17.00 | time 08:00 24h; time 17:00 24h
jam 5 sore | time 17:00 24h
jam 11 siang | time 11:00 24h
jam 1 siang | time 13:00 24h
jam sembilan malam | time 21:00 24h
jam setengah enam | time 05:30 12h
dari setengah enam sampai 11.15 | time 05:30 12h; time 11:15 12h
kilometer ke-8 | ordinal 8 km
jam 7 lewat 15 menit | time 07:15 12h
jam enam kurang sepuluh | time 05:50 12h
pukul delapan | time 08:00 12h
tengah malam | time 00:00 24h
30 hari | duration 43200 day
dua minggu | duration 20160 week
dalam seminggu | duration 10080 week
sehari | ~duration 1440 day
3 hari kerja | duration 4320 working_day
dalam 3-5 hari kerja | duration 4320 working_day; duration 7200 working_day
30 (tiga puluh) hari | duration 43200 day
setengah jam | duration 30 hour
satu setengah jam | duration 90 hour
satu jam setengah | duration 90 hour
dua setengah jam | duration 150 hour
tiga perempat jam | duration 45 hour
1 jam 30 menit | duration 90 hour
tiga jam empat puluh menit | duration 220 hour
hampir dua jam | duration 120 hour under
lebih dari 30 tamu | count 30 tamu over
15 persen, 15% | percent 15 %; percent 15 %
separuh harga | ratio 0.5 -
dua pertiga | ratio 0.6667 -
1/2 harga | ratio 0.5 -
dua kali lipat | ratio 2 -
dua kali | count 2 time
lima orang | count 5 orang
dua ribu tiga ratus pelanggan | count 2300 langgan
2.300 anggota | count 2300 anggota
seratus dua puluh lima | count 125 -
dua belas | count 12 -
salah satu, sekali lagi | ~count 1 -; ~count 1 time
pesan ketiga dan ke-3 | ordinal 3 -; ordinal 3 -
nomor kasus 20417 | reference 20417
pesanan #A-1234 | reference a1234
0812-3456-7890 | phone 081234567890
(021) 555 0188 | phone 0215550188
sekitar 5 km | count 5 km about
"""

GREEK = """
50 ευρώ | money 50 EUR
€90 και 90€ | money 90 EUR; money 90 EUR
1.250,50 € | money 1250.50 EUR
5 ευρώ και 20 λεπτά | money 5.20 EUR
πενήντα ευρώ | money 50 EUR
δύο χιλιάδες ευρώ | money 2000 EUR
χίλια διακόσια πενήντα ευρώ και πενήντα λεπτά | money 1250.50 EUR
1,5 εκατ. ευρώ | money 1500000 EUR
δυόμισι χιλιάδες ευρώ | money 2500 EUR
11 Φεβρουαρίου 2026 | date 2026/2/11
στις 5 Μαΐου | date -/5/5
στις 11/2 | date -/2/11
25/03/2026 | date 2026/3/25
1η Ιουνίου | date -/6/1
21η Μαρτίου | date -/3/21
στις 4 του μηνός | date -/-/4
την Παρασκευή 14 Αυγούστου 2026 | date 2026/8/14 w4
Τρίτη 5 Μαΐου, την τρίτη φορά | date -/5/5 w1; ordinal 3 φορ
την Κυριακή | date 6 weekday
τέλος του μήνα | date -/-/- month_end
τέλη Μαΐου | date -/5/- month_end
τον Δεκέμβριο του 2025 | date 2025/12/-
αύριο, χθες, μεθαύριο | date 1 relative; date -1 relative; date 2 relative
από 1 έως 5 Νοεμβρίου | date -/11/1; date -/11/5
2 και 28 Απριλίου | date -/4/2; date -/4/28
της 22ας Απριλίου | date -/4/22
την 1ην Ιουνίου | date -/6/1
έως τις 17 | date -/-/17 hour
από τις 4 έως τις 7 Μαΐου | date -/-/4 hour; date -/5/7
στις 3 κλήσεις σας | count 3 κλησ
τις 3 που στείλατε | count 3 -
στις 20 του ίδιου μήνα | date -/-/20
την 7η τρέχοντος μηνός | date -/-/7
από 1/4 | date -/4/1
τα βιβλία του Σεπτεμβρίου | ~date -/9/-
έως τον Σεπτέμβριο | date -/9/-
από τις εννιά και πέντε | time 09:05 12h
πέντε εργάσιμες | duration 7200 working_day
στις 08:15 | time 08:15 24h
5 μ.μ. | time 17:00 24h
9 πμ | time 09:00 24h
στις 5 το απόγευμα | time 17:00 24h
στις εννέα το βράδυ | time 21:00 24h
στις πέντε και μισή | time 05:30 12h
στις 7 και τέταρτο | time 07:15 12h
στις εννέα παρά τέταρτο | time 08:45 12h
στις έξι παρά δέκα | time 05:50 12h
μεσάνυχτα | time 00:00 24h
45 λεπτά | duration 45 minute
δύο εβδομάδες | duration 20160 week
μισή ώρα | duration 30 hour
μιάμιση ώρα | duration 90 hour
τρεισήμισι ώρες | duration 210 hour
τρία τέταρτα της ώρας | duration 45 hour
τρεις ώρες και σαράντα λεπτά | duration 220 hour
3 εργάσιμες ημέρες | duration 4320 working_day
εντός 3-5 εργάσιμων ημερών | duration 4320 working_day; duration 7200 working_day
48 ώρες και 48ωρο | duration 2880 hour; duration 2880 hour
δεκαπενθήμερο | duration 21600 day
σε μία εβδομάδα | duration 10080 week
μία εβδομάδα | ~duration 10080 week
περίπου 45 λεπτά | duration 45 minute about
20% και 20 τοις εκατό | percent 20 %; percent 20 %
το μισό ποσό | ratio 0.5 -
τα δύο τρίτα | ratio 0.6667 -
διπλή χρέωση | ~ratio 2 -
δύο φορές | count 2 time
τρεις πελάτες | count 3 πελατ
2.300 μέλη | count 2300 μελ
δύο χιλιάδες τριακόσιοι πελάτες | count 2300 πελατ
εκατόν είκοσι πέντε | count 125 -
εκατόν είκοσι αφαιρούνται | count 120 -
είκοσι λεπτά μετά τις τέσσερις | time 04:20 12h
στις 30 Μαρτίου αντί για τις 24 που | date -/3/30; date -/3/24
ένας πελάτης | ~count 1 πελατ
5 χλμ | count 5 km
το τρίτο μήνυμα | ordinal 3 μηνυμ
για δεύτερη φορά | ~ordinal 2 φορ
αριθμός υπόθεσης 20417 | reference 20417
κωδ. GR-5512 | reference gr5512
τηλ. 210 123 4567 | phone 2101234567
+30 210 123 4567 | phone 302101234567
κιν. 6912345678 | phone 6912345678
"""
