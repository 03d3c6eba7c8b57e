//! Values of amounts: money, percentages, measures, plain numbers.

use super::Value;
use super::class::same_word;
use super::guards::Found;
use super::number;
use super::scan::Context;
use super::table::Rule;
use super::words::Class;

/// The value of a mention that is no date or time.
pub(super) fn value(context: Context<'_>, found: &Found) -> Option<Value> {
    let numbers = numbers(context, found);
    let first = numbers[0];
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "dates have their own values"
    )]
    match found.rule {
        Rule::Money | Rule::Coins => money(context, found, numbers),
        Rule::Percent => Some(Value::Fraction(percent(first?))),
        Rule::Quantity => quantity(context, found, numbers),
        Rule::Feet => {
            let second = numbers[1].unwrap_or(0.0);
            let metric = (found.tokens.start..found.tokens.end)
                .any(|i| super::units::symbol(context.word(i)) == Some("m"));
            let (amount, unit) = if metric {
                ((first? * 100.0 + second) / 100.0, "m")
            } else {
                (first? * 12.0 + second, "in")
            };
            Some(Value::Quantity { amount, unit })
        }
        Rule::Ordinal => rank(context, found).map(Value::Number),
        Rule::Fraction | Rule::Cardinal if numbers[1].is_none() => first.map(Value::Number),
        _ => None,
    }
}

/// The numbers of a mention, the first and the one after "to", "and" or a dash.
#[inline(never)]
fn numbers(context: Context<'_>, found: &Found) -> [Option<f64>; 2] {
    let mut out = [None; 2];
    let mut n = 0;
    let mut i = found.tokens.start;
    let end = found.tokens.end;
    while i < end && n < 2 {
        let class = context.class(i);
        let word = context.word(i);
        let starts = number::is_digits(class)
            || class.is_small_number()
            || matches!(class, Class::Half | Class::Dozen)
            || class == Class::A
                && matches!(
                    context.class(i + 1),
                    Class::Hundred | Class::Scale | Class::Dozen | Class::Third | Class::Quarter
                );
        if class == Class::CodeNumber {
            let scaled = scaled(
                context,
                found,
                word.get(3..).and_then(number::digits),
                i + 1,
            );
            if let Some(slot) = out.get_mut(n) {
                *slot = scaled;
            }
            n += 1;
        }
        if !starts {
            if matches!(
                class,
                Class::Vague
                    | Class::Several
                    | Class::Few
                    | Class::Many
                    | Class::Hundred
                    | Class::Scale
            ) && n == 0
            {
                return [None; 2]; // "dozens", "several million"
            }
            i += 1;
            continue;
        }
        let mut stop = i + 1;
        let mut best = number::read(context, i, stop);
        let mut best_stop = stop;
        while stop < end {
            stop += 1;
            // "15 to 20": the next number is another one.
            if matches!(
                context.class(stop - 1),
                Class::To | Class::Dash | Class::Or | Class::Between
            ) {
                break;
            }
            if let Some(value) = number::read(context, i, stop) {
                best = Some(value);
                best_stop = stop;
            }
        }
        if let Some(slot) = out.get_mut(n) {
            *slot = scaled(context, found, best, best_stop);
        }
        n += 1;
        i = best_stop;
    }
    out
}

/// `bn`, `m`, `k` directly after the digits.
fn scaled(context: Context<'_>, found: &Found, value: Option<f64>, at: u32) -> Option<f64> {
    let value = value?;
    // "100m" is a hundred million only where it is no length.
    if at < found.tokens.end
        && !matches!(found.rule, Rule::Quantity | Rule::Feet)
        && matches!(
            context.class(at),
            Class::ScaleShort | Class::M | Class::Scale
        )
    {
        return number::scale(context.word(at)).map(|s| value * s);
    }
    Some(value)
}

/// A hundredth, rounded once: 12.3 is 0.123, not 0.12300000000000001.
fn percent(value: f64) -> f64 {
    let scaled = value * 1e6;
    if scaled < 9e15 {
        scaled.round() / 1e8
    } else {
        value / 100.0
    }
}

#[inline(never)]
fn money(context: Context<'_>, found: &Found, numbers: [Option<f64>; 2]) -> Option<Value> {
    let mut code: Option<[u8; 3]> = None;
    let mut cents = false;
    for i in found.tokens.start..found.tokens.end {
        let word = context.word(i);
        let class = context.class(i);
        #[allow(
            clippy::wildcard_enum_match_arm,
            reason = "few of 150 classes name a currency"
        )]
        match class {
            Class::Land | Class::LandShort | Class::UnitShort => code = code.or(of_land(word)),
            Class::Code => code = code_of(word).or(code),
            Class::CodeNumber => code = word.get(..3).and_then(code_of).or(code),
            Class::Sign => code = code.or(of_sign(word)),
            Class::Currency | Class::CurrencySoft => code = of_word(word, code).or(code),
            Class::Cents => {
                cents = true;
                code = code.or(if is_one_of(word, &["pence", "penny"]) {
                    Some(*b"GBP")
                } else {
                    None
                });
            }
            _ => {}
        }
    }
    let currency = code.or(cents.then_some(*b"USD"))?;
    let factor = if cents && !context.class(found.tokens.start).eq(&Class::Sign) {
        0.01
    } else {
        1.0
    };
    let [first, second] = numbers;
    let (mut first, second) = (first?, second);
    if let Some(second) = second {
        // "$5 to $7 billion", "300 and 400 billion": one scale for both.
        if first < second && second >= 1e3 && first < 1e3 {
            let scale = [1e12, 1e9, 1e6, 1e3]
                .into_iter()
                .find(|s| second >= *s)
                .unwrap_or(1.0);
            first *= scale;
        }
    }
    Some(Value::Money {
        amount: first * factor,
        to: second.filter(|s| *s > first).map(|s| s * factor),
        currency,
    })
}

fn code_of(word: &str) -> Option<[u8; 3]> {
    if same_word(word, "rmb") {
        return Some(*b"CNY");
    }
    let bytes: [u8; 3] = word.as_bytes().try_into().ok()?;
    Some(bytes.map(|b| b.to_ascii_uppercase()))
}

/// The dollar of a land; other currencies go by their word.
fn of_land(word: &str) -> Option<[u8; 3]> {
    const LANDS: [(&str, &[u8; 3]); 23] = [
        ("us", b"USD"),
        ("u.s.", b"USD"),
        ("u.s", b"USD"),
        ("usa", b"USD"),
        ("american", b"USD"),
        ("c", b"CAD"),
        ("ca", b"CAD"),
        ("can", b"CAD"),
        ("canadian", b"CAD"),
        ("a", b"AUD"),
        ("au", b"AUD"),
        ("aus", b"AUD"),
        ("australian", b"AUD"),
        ("nz", b"NZD"),
        ("hk", b"HKD"),
        ("s", b"SGD"),
        ("singapore", b"SGD"),
        ("nt", b"TWD"),
        ("taiwan", b"TWD"),
        ("r", b"BRL"),
        ("rs", b"INR"),
        ("z", b"ZWL"),
        ("jamaican", b"JMD"),
    ];
    LANDS.iter().find(|l| same_word(l.0, word)).map(|l| *l.1)
}

fn of_sign(sign: &str) -> Option<[u8; 3]> {
    Some(*match sign {
        "$" | "＄" => b"USD",
        "£" => b"GBP",
        "€" => b"EUR",
        "¥" | "￥" => b"JPY",
        "₹" => b"INR",
        "₽" => b"RUB",
        "₩" => b"KRW",
        "₪" => b"ILS",
        "₦" => b"NGN",
        "฿" => b"THB",
        "₴" => b"UAH",
        "₺" => b"TRY",
        "₱" => b"PHP",
        _ => return None,
    })
}

/// The currency of a word, with the land before it for dollars.
fn of_word(word: &str, land: Option<[u8; 3]>) -> Option<[u8; 3]> {
    const WORDS: [(&str, &[u8; 3]); 47] = [
        ("euro", b"EUR"),
        ("pound", b"GBP"),
        ("sterling", b"GBP"),
        ("quid", b"GBP"),
        ("yen", b"JPY"),
        ("yuan", b"CNY"),
        ("renminbi", b"CNY"),
        ("rouble", b"RUB"),
        ("ruble", b"RUB"),
        ("rupee", b"INR"),
        ("franc", b"CHF"),
        ("peso", b"MXN"),
        ("krona", b"SEK"),
        ("kronor", b"SEK"),
        ("krone", b"NOK"),
        ("kroner", b"NOK"),
        ("zloty", b"PLN"),
        ("złoty", b"PLN"),
        ("złotych", b"PLN"),
        ("lira", b"TRY"),
        ("rand", b"ZAR"),
        ("rial", b"IRR"),
        ("riyal", b"SAR"),
        ("ringgit", b"MYR"),
        ("baht", b"THB"),
        ("rupiah", b"IDR"),
        ("shekel", b"ILS"),
        ("hryvnia", b"UAH"),
        ("naira", b"NGN"),
        ("shilling", b"KES"),
        ("taka", b"BDT"),
        ("forint", b"HUF"),
        ("koruna", b"CZK"),
        ("bitcoin", b"XBT"),
        ("cedi", b"GHS"),
        ("kwacha", b"ZMW"),
        ("birr", b"ETB"),
        ("leu", b"RON"),
        ("lei", b"RON"),
        ("leva", b"BGN"),
        ("lev", b"BGN"),
        ("tenge", b"KZT"),
        ("won", b"KRW"),
        ("real", b"BRL"),
        ("reais", b"BRL"),
        ("dirham", b"AED"),
        ("afghani", b"AFN"),
    ];
    let word = word
        .strip_suffix('s')
        .filter(|w| *w != "reai")
        .unwrap_or(word);
    if is_one_of(word, &["dollar", "buck"]) {
        return land.or(Some(*b"USD"));
    }
    WORDS.iter().find(|w| same_word(w.0, word)).map(|w| *w.1)
}

#[inline(never)]
fn quantity(context: Context<'_>, found: &Found, numbers: [Option<f64>; 2]) -> Option<Value> {
    let article = (found.tokens.start..found.tokens.end).any(|i| context.class(i) == Class::A);
    let amount = numbers[0].or(article.then_some(1.0))?;
    if numbers[1].is_some_and(|to| to > amount) {
        return None; // a range has no one amount
    }
    let mut square = "";
    let mut unit = None;
    let mut per = None;
    let mut slash = false;
    for i in found.tokens.start..found.tokens.end {
        let word = context.word(i);
        let class = context.class(i);
        #[allow(
            clippy::wildcard_enum_match_arm,
            reason = "few of 150 classes name a unit"
        )]
        match class {
            Class::Square => {
                square = if is_one_of(word, &["square", "sq"]) {
                    "2"
                } else if is_one_of(word, &["cubic", "cu"]) {
                    "3"
                } else {
                    ""
                }
            }
            Class::Per | Class::Slash => slash = true,
            Class::Unit
            | Class::UnitShort
            | Class::M
            | Class::Celsius
            | Class::CelsiusShort
            | Class::LandShort
            | Class::ScaleShort
            | Class::Light
            | Class::Currency
                if unit.is_none() =>
            {
                unit = super::units::symbol(word);
            }
            Class::Unit | Class::UnitShort | Class::M | Class::S if slash => {
                per = super::units::symbol(word).or(per)
            }
            Class::Hour | Class::Second | Class::Day if unit.is_some() => {
                per = super::units::symbol(word)
            }
            Class::Degrees | Class::Degree if unit.is_none() => {
                let next = context.class(i + 1);
                if !matches!(
                    next,
                    Class::Celsius | Class::CelsiusShort | Class::LandShort | Class::ScaleShort
                ) || i + 1 >= found.tokens.end
                {
                    unit = Some("°");
                }
            }
            _ => {}
        }
    }
    let unit = super::units::join(unit?, square, per)?;
    Some(Value::Quantity { amount, unit })
}

/// The rank that an ordinal names.
fn rank(context: Context<'_>, found: &Found) -> Option<f64> {
    let mut sum = 0.0;
    for i in found.tokens.start..found.tokens.end {
        let word = context.word(i);
        if let Some(n) = super::facts::ordinal(word) {
            return Some(sum + f64::from(n));
        }
        if let Some(n) = number::digits(word).or_else(|| number::small(word)) {
            sum += n;
        } else if let Some(n) = number::ordinal_of_tens(word) {
            return Some(if n < 100.0 { sum + n } else { sum.max(1.0) * n });
        }
    }
    (sum > 0.0).then_some(sum)
}

#[inline(never)]
fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|w| same_word(w, word))
}
