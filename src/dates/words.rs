//! The classes of tokens, their names in the pattern table, and the words that have them.
//!
//! A class is what a token *may* be; ambiguous words (`May`, `second`, `m`) have a class of their
//! own that the patterns name in every role, and the guards decide.

/// Declares the classes, their names in the pattern table, and the words of each.
macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal $(: $words:literal)?,)+) => {
        /// The class of a token.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Class { $($(#[$doc])* $variant,)+ }

        impl Class {
            /// Every class with its name in the pattern table.
            pub const NAMES: &'static [(Class, &'static str)] = &[$((Class::$variant, $name),)+];
        }

        /// The words of each class, in lower case, separated by spaces.
        pub(super) const WORDS: &[(Class, &str)] = &[$($((Class::$variant, $words),)?)+];
    };
}

classes! {
    /// No part of any pattern.
    Other = "other",

    // Numbers in digits, by what else they can be.
    /// 1 to 12.
    N12 = "n12",
    /// 13 to 24, 0 (hours, days).
    N24 = "n24",
    /// 25 to 31.
    N31 = "n31",
    /// 32 to 59.
    N59 = "n59",
    /// 60 to 99.
    N99 = "n99",
    /// 100 to 999.
    N999 = "n999",
    /// 1000 to 2199, four digits: a year, a clock time or a number.
    NYear = "nyear",
    /// Other whole numbers.
    NBig = "nbig",
    /// 00 to 09.
    NLead = "nlead",
    /// Four digits that can only be a clock time or a code: `0040`.
    NClock = "nclock",
    /// `1.5`, `½`.
    NDec = "ndec",
    /// `1.2.3`, `12.03.2019`.
    NDots = "ndots",

    // Runs of tokens that the first automaton joins into one.
    /// A number in words or with a scale word: `twenty-one`, `2.5 million`.
    Count = "count",
    /// A vague number: `dozens`, `several hundred`.
    Rough = "rough",
    /// `two-thirds`
    Fraction = "fraction",
    /// `21st`, `twenty-first`, `thirteenth`
    Nth = "nth",
    /// `at least`, `more than`
    Hedge = "hedge",

    // Number words.
    /// `one`
    One = "one": "one",
    /// `two` to `nine`
    Units = "units": "two three four five six seven eight nine",
    /// `ten` to `nineteen`
    Teens = "teens": "\
        ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    /// `twenty` to `ninety`
    Tens = "tens": "twenty thirty forty fourty fifty sixty seventy eighty ninety",
    /// `hundred`
    Hundred = "hundred": "hundred",
    /// `thousand` and above.
    Scale = "scale": "thousand million billion trillion quadrillion crore lakh",
    /// Short for a scale: only against digits.
    ScaleShort = "scaleshort": "bn mn tn k b mln bln trn mio",
    /// `m`: million or metre.
    M = "m": "m",
    /// `dozen`
    Dozen = "dozen": "dozen",
    /// `hundreds`, `dozens`
    Vague = "vague": "hundreds thousands millions billions trillions dozens tens scores lakhs crores",
    /// `half`
    Half = "half": "half",
    /// `quarter`: a fraction or a period.
    Quarter = "quarter": "quarter",
    /// `quarters`
    Quarters = "quarters": "quarters",
    /// `thirds`, `fifths`
    Fractions = "fractions": "\
        thirds fourths fifths sixths sevenths eighths ninths tenths hundredths thousandths \
        halves",
    /// `zero`
    Zero = "zero": "zero nil",
    /// `couple`
    Couple = "couple": "couple",
    /// `several`
    Several = "several": "several",
    /// `few`
    Few = "few": "few",
    /// `many`, `much`
    Many = "many": "many much",
    /// `some`
    Some = "some": "some",
    /// `a`, `an`
    A = "a": "a an",
    /// `st`, `nd`, `rd`, `th` against digits.
    Th = "th": "st nd rd th",
    /// `first`
    First = "first": "first",
    /// `second`
    Second = "second": "second",
    /// `third`, `fifth`: an ordinal or a fraction.
    Third = "third": "\
        third fourth fifth sixth seventh eighth ninth tenth twentieth hundredth thousandth",
    /// Ordinals that are no fraction.
    OrdWord = "ordword": "\
        eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth \
        nineteenth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth millionth \
        umpteenth",

    // Days, months, times.
    /// `January`
    Month = "month": "january february april june july august september october november december",
    /// `May`, `March`: months or verbs.
    May = "may": "may march",
    /// `Jan`, `Sept`: only capitalised.
    Mon = "mon": "jan feb mar apr jun jul aug sep sept oct nov dec",
    /// `Monday`
    Weekday = "weekday": "monday tuesday wednesday thursday friday saturday sunday",
    /// `Mondays`
    Weekdays = "weekdays": "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    /// `Mon`, `Sat`: only capitalised.
    Wd = "wd": "tue tues wed weds thu thur thurs fri sat sun",
    /// `day`
    Day = "day": "day",
    /// `days`
    Days = "days": "days",
    /// `week`
    Period = "period": "\
        week month year decade century weekend fortnight millennium semester trimester",
    /// `weeks`
    Periods = "periods": "\
        weeks months years decades centuries weekends fortnights millennia semesters trimesters \
        yrs yr",
    /// `season`
    Term = "term": "season term",
    /// `hour`
    Hour = "hour": "hour minute moment",
    /// `hours`
    Hours = "hours": "hours minutes seconds hrs hr mins min secs sec milliseconds moments",
    /// `today`
    Today = "today": "today yesterday tomorrow",
    /// `tonight`
    Tonight = "tonight": "tonight overnight",
    /// `morning`
    Part = "part": "morning afternoon evening night lunchtime daytime nighttime",
    /// `mornings`
    Parts = "parts": "mornings afternoons evenings nights",
    /// `noon`
    Noon = "noon": "noon midnight midday dawn dusk sunrise sunset daybreak nightfall",
    /// `summer`, `spring`
    Season = "season": "spring summer autumn winter",
    /// `fall`
    Fall = "fall": "fall",
    /// `last`, `next`
    Last = "last": "last next",
    /// `past`, `coming`
    Past = "past": "\
        past coming previous following upcoming preceding recent current subsequent final",
    /// `this`
    This = "this": "this",
    /// `that`
    That = "that": "that these those",
    /// `same`
    Same = "same": "same",
    /// `each`, `every`
    Each = "each": "each every",
    /// `early`
    Early = "early": "early late mid",
    /// `earlier`
    Earlier = "earlier": "earlier later",
    /// `prior`
    Prior = "prior": "prior",
    /// `straight`
    Straight = "straight": "straight consecutive successive",
    /// `ago`
    Ago = "ago": "ago",
    /// `back`
    Back = "back": "back",
    /// `old`
    Old = "old": "old olds",
    /// `aged`
    Aged = "aged": "aged",
    /// `age`
    Age = "age": "age ages",
    /// `Q3`, `H1`: only in capitals.
    QuarterCode = "quartercode": "q1 q2 q3 q4 h1 h2",
    /// `teens`
    TeenAge = "teenage": "teens",
    /// `long`
    Long = "long": "long",
    /// `forties`
    TensPlural = "tensplural": "\
        twenties thirties forties fifties sixties seventies eighties nineties",
    /// `annual`, `daily`
    Annual = "annual": "\
        annual annually daily weekly monthly yearly quarterly biannual biennial nightly hourly",
    /// `a.m.`
    AmPm = "ampm": "am pm a.m. p.m. a.m p.m",
    /// `o'clock`
    OClock = "oclock": "o'clock o’clock",
    /// `UTC`
    Zone = "zone": "\
        utc gmt est edt et pst pdt pt cst cdt ct mst mdt bst cet cest eet eest msk ist jst kst \
        hkt sgt aest aedt acst awst nzst nzdt ast adt akst hst wib wat cat eat pkt sast",
    /// `local`
    Local = "local": "local",
    /// `time`
    Time = "time": "time",
    /// `Eastern`, before "time".
    ZoneName = "zonename": "\
        eastern central pacific mountain european indian japan tokyo moscow london greenwich \
        mean standard daylight summertime beijing tongan hong kong",
    /// `beginning`, `end`
    Start = "start": "beginning end start middle eve height",
    /// `Christmas`
    Holiday = "holiday": "\
        christmas thanksgiving easter halloween ramadan hanukkah diwali passover yom eid nowruz \
        ashura juneteenth kwanzaa pentecost epiphany lent",
    /// The first word of a longer holiday.
    HolidayA = "holidaya": "\
        independence boxing memorial labor labour valentine valentines remembrance armistice \
        bastille veterans presidents columbus election inauguration canada australia anzac women \
        mother father mothers fathers earth groundhog victory republic martyrs national \
        commonwealth waitangi patrick fools liberation constitution unity arbor aids",
    /// `New`, before "Year".
    New = "new": "new",
    /// `Good`, before Friday.
    Good = "good": "good black cyber maundy ash palm holy giving",
    /// `BC`
    Era = "era": "bc ad bce ce",
    /// `fiscal`
    Fiscal = "fiscal": "fiscal financial academic calendar",
    /// `the`
    The = "the": "the",
    /// `s` of `1990s`
    S = "s": "s",

    // Money.
    /// `$`
    Sign = "sign",
    /// `US`, `A` before `$`; also adjectives of currencies.
    Land = "land": "us u.s. u.s usa american canadian australian singapore taiwan jamaican",
    /// A land's letters that make sense only before `$`.
    LandShort = "landshort": "can nz hk nt aus c r rs z",
    /// `USD`
    Code = "code": "\
        usd eur gbp jpy chf cad aud nzd cny rmb hkd sgd inr rub brl zar sek nok dkk pln czk huf \
        mxn krw try thb idr myr php ils aed sar ngn kes egp pkr bdt uah ars clp cop twd vnd btc",
    /// `USD910`
    CodeNumber = "codenumber",
    /// `dollars`
    Currency = "currency": "\
        dollar dollars euro euros pound pounds sterling yen yuan renminbi rouble roubles ruble \
        rubles rupee rupees franc francs peso pesos krona kronor krone kroner zloty zlotys złoty \
        złotys złotych lira liras rand rands rial rials riyal riyals dinar dinars dirham dirhams \
        ringgit baht rupiah shekel shekels hryvnia hryvnias naira shilling shillings taka forint \
        forints koruna korunas ruupees quid buck bucks bitcoin bitcoins cedi cedis kwacha birr \
        leu lei lev leva tenge afghani afghanis",
    /// Currencies whose name is another word too.
    CurrencySoft = "currencysoft": "won real reais mark marks crown crowns",
    /// `cents`
    Cents = "cents": "cent cents pence penny kopecks",

    // Percent.
    /// `%`
    PercentSign = "percentsign",
    /// `percent`
    Percent = "percent": "percent pct",
    /// `per`
    Per = "per": "per",
    /// `pc`
    Pc = "pc": "pc",
    /// `percentage`
    Percentage = "percentage": "percentage",
    /// `points`
    Points = "points": "point points",

    // Quantities.
    /// `kilometres`
    Unit = "unit": "kilometer kilometers kilometre kilometres meter meters metre metres centimeter \
        centimeters centimetre centimetres millimeter millimeters millimetre millimetres \
        micrometer micrometers micrometre micrometres micron microns nanometer nanometers \
        nanometre nanometres mile miles foot feet inch inches yard yards acre acres hectare \
        hectares kilogram kilograms kilogramme kilogrammes kilo kilos gram grams gramme grammes \
        milligram milligrams tonne tonnes ton tons ounce ounces stone liter liters litre litres \
        milliliter milliliters millilitre millilitres gallon gallons pint pints quart quarts \
        barrel barrels bushel bushels megawatt megawatts kilowatt kilowatts gigawatt gigawatts \
        watt watts volt volts amp amps joule joules calorie calories kilobyte kilobytes megabyte \
        megabytes gigabyte gigabytes terabyte terabytes petabyte petabytes megabit megabits \
        gigabit gigabits kilobit kilobits bits byte bytes megapixel megapixels hertz megahertz \
        gigahertz kilohertz decibel decibels knot knots parsec parsecs kiloton kilotons megaton \
        megatons fathom fathoms furlong furlongs karat karats carat carats mole moles newton \
        newtons pascal pascals lightyear lightyears",
    /// `km`: against or after a number.
    UnitShort = "unitshort": "\
        km kms cm mm nm ft lb lbs oz kg kgs g mg t l ml ha mph kph kmh kmph kt kts mw kw gw kwh \
        mwh gwh twh kb mb gb tb pb mbps gbps kbps hz khz mhz ghz db au ly yd yds h mi psi bar \
        atm mpg rpm ppm mbar hpa gal bbl bpd sqft sqm mm2 km2 m2",
    /// `square`
    Square = "square": "square cubic sq cu nautical metric imperial",
    /// `degrees`
    Degrees = "degrees": "degree degrees",
    /// `Celsius`
    Celsius = "celsius": "celsius fahrenheit centigrade kelvin",
    /// `C`, `F` after a degree.
    CelsiusShort = "celsiusshort": "f",
    /// `°`
    Degree = "degree",
    /// `light`, before "years".
    Light = "light": "light",
    /// `high`, after a unit and in "as high as".
    High = "high": "high tall deep wide low",
    /// `´`, `'`: feet.
    Prime = "prime",
    /// `"`: inches.
    DoublePrime = "doubleprime",

    // Hedges and joints.
    /// `about`
    About = "about": "about around roughly approximately nearly almost circa c. ca approx",
    /// `over`, `under`
    Over = "over": "over under above below near beyond",
    /// `at`
    At = "at": "at",
    /// `least`
    Least = "least": "least most",
    /// `more`
    More = "more": "more less fewer greater higher lower longer bigger larger shorter older younger",
    /// `than`
    Than = "than": "than",
    /// `up`
    Up = "up": "up",
    /// `as`
    As = "as": "as",
    /// `just`
    Just = "just": "just well slightly somewhat far exactly",
    /// `estimated`
    Estimated = "estimated": "estimated",
    /// `close`
    Close = "close": "close",
    /// `upwards`
    Upwards = "upwards": "upwards upward excess",
    /// `to`
    To = "to": "to",
    /// `and`
    And = "and": "and",
    /// `or`
    Or = "or": "or",
    /// `between`
    Between = "between": "between",
    /// `of`
    Of = "of": "of",
    /// `in`
    In = "in": "in",
    /// `on`
    On = "on": "on",
    /// `before`, `after`
    Before = "before": "before after",
    /// `through`
    Through = "through": "through thru",
    /// `-` against both neighbours.
    Hyphen = "hyphen",
    /// `–`, or a hyphen with spaces.
    Dash = "dash",
    /// `,`
    Comma = "comma",
    /// `:`
    Colon = "colon",
    /// `.`
    Stop = "stop",
    /// `/`
    Slash = "slash",
    /// `+`
    Plus = "plus",
    /// `±`
    PlusMinus = "plusminus",
    /// `~`, `<`, `>`
    Tilde = "tilde",
    /// `'s`
    Possessive = "possessive",
    /// `'`, `’`, `‘`
    Apostrophe = "apostrophe",
    /// `entire`
    Entire = "entire": "entire whole full single",
    /// `bit`, `little`
    Bit = "bit": "bit little",
    /// `once`
    Once = "once": "once twice thrice",
    /// `shortly`, `very`
    Very = "very": "very shortly soon",
    /// `number`
    Number = "number": "number",
    /// `no`
    No = "no": "no",
}

impl Class {
    /// Whether a mention may be made of it with joints around it: every mention has such a class, as
    /// `tests/dates_table.rs` proves, and few words of a text have one.
    #[must_use]
    pub const fn is_telling(self) -> bool {
        #[allow(clippy::enum_glob_use, reason = "a third of the classes")]
        use Class::*;
        matches!(
            self,
            N12 | N24 | N31 | N59 | N99 | N999 | NYear | NBig | NLead | NClock | NDec | NDots | CodeNumber
                | One | Units | Teens | Tens | Hundred | Scale | Dozen | Vague | Zero | Couple | Half | Quarter
                | Quarters | First | Second | Third | OrdWord | Month | May | Mon | Weekday | Weekdays | Wd
                | Day | Days | Period | Periods | Term | Hour | Hours | Today | Tonight | Part | Parts | Noon
                | Season | Fall | QuarterCode | TeenAge | TensPlural | Annual | Holiday | Unit
        )
    }

    /// Whether its words name a number below a hundred.
    pub(super) fn is_small_number(self) -> bool {
        matches!(self, Self::Zero | Self::One | Self::Units | Self::Teens | Self::Tens)
    }

    /// Whether its words may name the factor of a number.
    pub(super) fn is_scale(self) -> bool {
        matches!(self, Self::Hundred | Self::Dozen | Self::Scale | Self::ScaleShort | Self::M | Self::UnitShort)
    }

    /// Whether its words name a rank.
    pub(super) fn is_rank(self) -> bool {
        matches!(self, Self::First | Self::Second | Self::Third | Self::OrdWord)
    }

    /// Whether its words may name a part of a whole.
    pub(super) fn is_part(self) -> bool {
        matches!(self, Self::Half | Self::Quarter | Self::Quarters | Self::Third | Self::Fractions)
    }
}
