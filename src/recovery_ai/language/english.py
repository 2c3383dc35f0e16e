"""English tables."""

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
    a an the this that these those some any no every each either neither both all half such
    i me my mine myself you your yours yourself yourselves he him his himself she her hers herself
    it its itself we us our ours ourselves they them their theirs themselves one ones
    who whom whose which what whatever whichever whoever where when why how
    and or but nor so yet if unless because since while although though whereas until till
    than as whether once before after that lest
    in on at by for with from to into onto of off over under about above below between among
    against through during without within upon across along around behind beside besides beyond
    near out up down per via toward towards despite except
    am is are was were be been being do does did doing done have has had having
    will would shall should can could may might must ought need dare
    not never only also too very just then there here now again already still even ever else
    more most much many less least few little own same other another as well rather quite
    however therefore thus hence moreover furthermore meanwhile otherwise instead
    i'm i've i'll i'd you're you've you'll you'd he's he'll she's she'll it's it'll we're we've
    we'll we'd they're they've they'll they'd that's there's what's who's here's let's
    don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't shan't
    shouldn't can't cannot couldn't mightn't mustn't
    """
)

_IRREGULAR: Final = table(
    """
    be am is are was were been being isn't aren't wasn't weren't; have has had having hasn't
    haven't hadn't; do does did done doing don't doesn't didn't; will won't; can can't cannot;
    would wouldn't; could couldn't; should shouldn't; must mustn't;
    arise arose arisen; awake awoke awoken; bear bore borne born; beat beaten; become became;
    begin began begun; bend bent; bet; bind bound; bite bit bitten; bleed bled; blow blew blown;
    break broke broken; breed bred; bring brought; broadcast; build built; burn burnt;
    burst; buy bought; catch caught; choose chose chosen; cling clung; come came; cost;
    creep crept; cut; deal dealt; dig dug; draw drew drawn; dream dreamt; drink drank drunk;
    drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought;
    find found; flee fled; fly flew flown; forbid forbade forbidden; foresee foresaw foreseen;
    forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten;
    give gave given; go went gone goes; grow grew grown; hang hung; hear heard; hide hid hidden;
    hit; hold held; hurt; keep kept; kneel knelt; know knew known; lay laid; lead led;
    lean leant; leap leapt; learn learnt; leave left; lend lent; let; lie lay lain lying;
    light lit; lose lost; make made; mean meant; meet met; mislay mislaid;
    mislead misled; misread; mistake mistook mistaken; misunderstand misunderstood; outdo outdid
    outdone; overcharge overcharged; overcome overcame; overdraw overdrew overdrawn; oversee
    oversaw overseen; oversell oversold; oversleep overslept; overtake overtook overtaken;
    overthrow overthrew overthrown; pay paid; prove proven; put; quit; read; rebuild rebuilt;
    redo redid redone; repay repaid; resell resold; resend resent; reset; rethink rethought;
    rewrite rewrote rewritten; rid; ride rode ridden; ring rang rung; rise rose risen;
    run ran; say said says; see saw seen; seek sought; sell sold; send sent; set; sew sewn;
    shake shook shaken; shed; shine shone; shoot shot; show shown; shrink shrank shrunk; shut;
    sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid; smell smelt; speak spoke
    spoken; speed sped; spell spelt; spend spent; spill spilt; spin spun; split; spoil spoilt;
    spread; spring sprang sprung; stand stood; steal stole stolen; stick stuck; strike struck
    stricken; strive strove striven; swear swore sworn; sweep swept; swell swollen; swim swam
    swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think thought;
    throw threw thrown; undergo underwent undergone; understand understood; undertake undertook
    undertaken; undo undid undone; uphold upheld; upset; wake woke woken; wear wore worn; weave
    wove woven; weep wept; win won; withdraw withdrew withdrawn; withhold withheld;
    withstand withstood; write wrote written;
    apologise apologize apologised apologized apologising apologizing apology apologies;
    cancel cancelled canceled cancelling canceling cancellation; travel travelled traveled;
    labour labor; favour favor; colour color; centre center; cheque cheques; programme programmes;
    child children; foot feet; tooth teeth; goose geese; mouse mice; man men; woman women;
    person people persons; wife wives; knife knives; half halves; self
    selves;
    shelf shelves; thief thieves; loaf loaves; datum data; criterion criteria; crisis crises;
    analysis analyses; basis bases; penny pence pennies; good better best; bad worse worst;
    late later latest lateness; delay delays delayed; reply replies replied; deliver delivery
    deliveries; pay payment payments; refund refunds refunded;
    fail failure failures failed; explain explanation explanations; replace replacement
    replacements; lose loss losses; err error errors; wrong wrongly; responsible
    responsibility responsibilities; arrive arrival arrivals; depart departure departures;
    renew renewal renewals; reimburse reimbursement; inconvenience inconvenienced
    """
)

_NUMERALS: Final = Numerals(
    decimal=".",
    numbers=valued(
        "0 zero nought;1 one;2 two;3 three;4 four;5 five;6 six;7 seven;8 eight;9 nine;10 ten;"
        "11 eleven;12 twelve;13 thirteen;14 fourteen;15 fifteen;16 sixteen;17 seventeen;"
        "18 eighteen;19 nineteen;20 twenty;30 thirty;40 forty fourty;50 fifty;60 sixty;70 seventy;"
        "80 eighty;90 ninety"
    ),
    multipliers={"hundred": 100},
    scales={"thousand": 10**3, "million": 10**6, "billion": 10**9},
    short_scales={"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9},
    joiners=bag("and"),
    halves=phrases("and a half"),
    collectives={"dozen": 12, "couple": 2, "pair": 2, "both": 2},
    ordinals=numbered(
        "first;second;third;fourth;fifth;sixth;seventh;eighth;ninth;tenth;eleventh;twelfth;"
        "thirteenth;fourteenth;fifteenth;sixteenth;seventeenth;eighteenth;nineteenth;twentieth"
    )
    | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70}
    | {"eightieth": 80, "ninetieth": 90, "hundredth": 100},
    ordinal_suffixes=bag("st nd rd th"),
    fractions=valued(
        "0.5 half halves;1/3 third thirds;0.25 quarter quarters;0.2 fifth fifths;0.1 tenth tenths"
    ),
    multiples={"once": 1, "twice": 2, "thrice": 3},
    ratios=valued("2 double doubled twofold;3 triple tripled threefold"),
    soft=bag("zero one once first second both couple pair dozen double doubled triple tripled"),
)  # fmt: skip

_CALENDAR: Final = Calendar(
    day_first=None,
    months=numbered(
        "january;february;march;april;may;june;july;august;september;october;november;december"
    ),
    short_months=numbered("jan;feb;mar;apr;;jun;jul;aug;sep sept;oct;nov;dec"),
    weekdays=numbered("monday;tuesday;wednesday;thursday;friday;saturday;sunday", 0)
    | numbered("mondays;tuesdays;wednesdays;thursdays;fridays;saturdays;sundays", 0),
    short_weekdays=numbered("mon;tue tues;wed;thu thur thurs;fri;sat;sun", 0),
    doubtful=bag("may march august"),
    cues=bag(
        "in by of since until till from to this last next early mid late during for before after "
        "between the your our my and through every each year"
    ),
    day_cues=bag("the"),
    of=bag("of"),
    relative=meanings(
        "0 = today; tonight | 1 = tomorrow | -1 = yesterday | 2 = day after tomorrow"
        "| -2 = day before yesterday"
    ),
    ends=bag("end"),
    month_words=bag("month"),
    end_fillers=bag("of the this"),
)  # fmt: skip

_CLOCK: Final = Clock(
    weak_cues=bag("at"),
    oclock=phrases("o ' clock;oclock"),
    halves=sayings(
        "am = am; a m; in the morning; this morning | pm = pm; p m; in the afternoon; in the "
        "evening; this evening; tonight;"
        "this afternoon | night = at night"
    ),
    moments=meanings("12:00 = noon; midday | 00:00 = midnight"),
    past=bag("past"),
    to=bag("to"),
    half_past=bag("half"),
    quarter=bag("quarter"),
)  # fmt: skip

_AMOUNTS: Final = Amounts(
    units=table(
        "second seconds sec secs; minute minutes min mins; hour hours hr hrs h; day days;"
        "night nights; week weeks wk wks; month months; year years yr yrs"
    ),
    fixed=spans(
        "2 week fortnight fortnights;10 year decade decades;1 working_day weekday weekdays"
    ),
    articles=bag("a an"),
    fillers=bag(
        "more full whole long further extra additional calendar solid straight consecutive entire "
        "other clear good"
    ),
    working=bag("working business"),
    unit_links=bag("of a an"),
    joiners=bag("and"),
    currencies=table(
        "GBP pound pounds quid sterling; EUR euro euros; USD dollar dollars bucks; IDR rupiah "
        "rupiahs;"
        "INR rupee rupees; JPY yen; CHF franc francs; SEK krona kronor; NOK kroner krone;"
        "PLN zloty; TRY lira; MYR ringgit"
    ),
    minor={"pence": "GBP", "penny": "GBP", "pennies": "GBP", "p": "GBP", "cent": "", "cents": ""},
    percent=phrases("percent;per cent;pct"),
    times=bag("time times"),
    measures=table(
        "km kilometre kilometres kilometer kilometers kms; mile miles mi; m metre metres meter "
        "meters;"
        "kg kilo kilos kilogram kilograms kgs; g gram grams; l litre litres liter liters;"
        "gb gigabyte gigabytes; mb megabyte megabytes; degree degrees"
    ),
    labels=bag(
        "week room gate flight page step version platform bus line number section floor stage row "
        "seat unit level phase tier chapter track terminal store branch bay desk apartment flat "
        "building suite channel route zone day"
    ),
    reference_labels=bag(
        "reference ref case ticket order invoice claim complaint booking account policy id no "
        "number code tracking contract ending"
    ),
    bounds=meanings(
        "about = about; around; roughly; approximately; approx .; some; circa; something like;"
        "close to | over = over; more than; well over; longer than | under = nearly; almost;"
        "just under; short of; less than; fewer than; not quite"
    ),
    ranges=bag("to until till through -"),
    lists=bag("and or nor & ,"),
    contrasts=bag("not instead of rather than the ,"),
    after=bag("after"),
    before=bag("before"),
    short_of=phrases("short of;less than;under"),
)  # fmt: skip

ENGLISH: Final = Lexicon(
    language="en",
    prose=Prose(
        abbreviations=bag(
            """
            mr mrs ms mx dr prof rev hon messrs st mt ft capt lt gen sgt e.g i.e eg ie cf vs viz
            approx ca nos ref tel ext dept attn encl pp esp p.s p.p.s n.b ps c.f a.k.a w.r.t incl
            excl
            """
        ),
        numeric=bag(
            "no p art vol fig para min max col est jan feb mar apr jun jul aug sep sept oct nov "
            "dec mon "
            "tue tues wed thu thur thurs fri sat sun"
        ),
        closers=bag("a.m p.m am pm ltd inc co corp llc plc etc jr ave rd blvd u.s u.k e.u ph.d"),
        conjunctions=bag(
            "and but or nor yet so which who whom whose where because although though while "
            "whereas "
            "since as if when unless until after before then once whether even except only"
        ),
        breaks=bag("because although though whereas but unless whenever"),
        function_words=_FUNCTION_WORDS,
        irregular=_IRREGULAR,
    ),
    numerals=_NUMERALS,
    calendar=_CALENDAR,
    clock=_CLOCK,
    amounts=_AMOUNTS,
)
