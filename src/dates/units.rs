//! Symbols of units of measurement.

use super::class::same_word;

/// Words and abbreviations with their symbol; plurals lose their `s`.
const UNITS: [(&str, &str); 104] = [
    ("kilometer", "km"),
    ("kilometre", "km"),
    ("km", "km"),
    ("kms", "km"),
    ("meter", "m"),
    ("metre", "m"),
    ("m", "m"),
    ("centimeter", "cm"),
    ("centimetre", "cm"),
    ("cm", "cm"),
    ("millimeter", "mm"),
    ("millimetre", "mm"),
    ("mm", "mm"),
    ("micrometer", "µm"),
    ("micrometre", "µm"),
    ("micron", "µm"),
    ("nanometer", "nm"),
    ("nanometre", "nm"),
    ("nm", "nm"),
    ("mile", "mi"),
    ("mi", "mi"),
    ("foot", "ft"),
    ("feet", "ft"),
    ("ft", "ft"),
    ("inch", "in"),
    ("inches", "in"),
    ("yard", "yd"),
    ("yd", "yd"),
    ("acre", "acre"),
    ("hectare", "ha"),
    ("ha", "ha"),
    ("kilogram", "kg"),
    ("kilogramme", "kg"),
    ("kilo", "kg"),
    ("kg", "kg"),
    ("kgs", "kg"),
    ("gram", "g"),
    ("gramme", "g"),
    ("g", "g"),
    ("milligram", "mg"),
    ("mg", "mg"),
    ("tonne", "t"),
    ("t", "t"),
    ("ton", "ton"),
    ("pound", "lb"),
    ("lb", "lb"),
    ("lbs", "lb"),
    ("ounce", "oz"),
    ("oz", "oz"),
    ("stone", "stone"),
    ("liter", "L"),
    ("litre", "L"),
    ("l", "L"),
    ("milliliter", "mL"),
    ("millilitre", "mL"),
    ("ml", "mL"),
    ("gallon", "gal"),
    ("gal", "gal"),
    ("pint", "pint"),
    ("quart", "quart"),
    ("barrel", "bbl"),
    ("bbl", "bbl"),
    ("megawatt", "MW"),
    ("mw", "MW"),
    ("kilowatt", "kW"),
    ("kw", "kW"),
    ("gigawatt", "GW"),
    ("gw", "GW"),
    ("watt", "W"),
    ("volt", "V"),
    ("kwh", "kWh"),
    ("mwh", "MWh"),
    ("gwh", "GWh"),
    ("twh", "TWh"),
    ("calorie", "cal"),
    ("byte", "B"),
    ("kilobyte", "kB"),
    ("kb", "kB"),
    ("megabyte", "MB"),
    ("mb", "MB"),
    ("gigabyte", "GB"),
    ("gb", "GB"),
    ("terabyte", "TB"),
    ("tb", "TB"),
    ("bit", "bit"),
    ("gigabit", "Gbit"),
    ("megabit", "Mbit"),
    ("mbps", "Mbit/s"),
    ("gbps", "Gbit/s"),
    ("hertz", "Hz"),
    ("hz", "Hz"),
    ("mph", "mi/h"),
    ("kph", "km/h"),
    ("kmh", "km/h"),
    ("knot", "kn"),
    ("kt", "kn"),
    ("hour", "h"),
    ("h", "h"),
    ("second", "s"),
    ("s", "s"),
    ("day", "d"),
    ("celsius", "°C"),
    ("c", "°C"),
    ("centigrade", "°C"),
];

/// Rarer ones.
const MORE: [(&str, &str); 14] = [
    ("fahrenheit", "°F"),
    ("f", "°F"),
    ("kelvin", "K"),
    ("k", "K"),
    ("light", "ly"),
    ("ly", "ly"),
    ("parsec", "pc"),
    ("mole", "mol"),
    ("karat", "ct"),
    ("carat", "ct"),
    ("decibel", "dB"),
    ("db", "dB"),
    ("megaton", "Mt"),
    ("kiloton", "kt"),
];

/// Compound symbols that texts use.
const JOINED: [(&str, &str, &str, &str); 24] = [
    ("km", "2", "", "km2"),
    ("m", "2", "", "m2"),
    ("cm", "2", "", "cm2"),
    ("mi", "2", "", "mi2"),
    ("ft", "2", "", "ft2"),
    ("yd", "2", "", "yd2"),
    ("in", "2", "", "in2"),
    ("m", "3", "", "m3"),
    ("cm", "3", "", "cm3"),
    ("ft", "3", "", "ft3"),
    ("km", "3", "", "km3"),
    ("yd", "3", "", "yd3"),
    ("mi", "3", "", "mi3"),
    ("km", "", "h", "km/h"),
    ("mi", "", "h", "mi/h"),
    ("m", "", "s", "m/s"),
    ("km", "", "s", "km/s"),
    ("mi", "", "s", "mi/s"),
    ("ft", "", "s", "ft/s"),
    ("L", "", "d", "L/d"),
    ("bbl", "", "d", "bbl/d"),
    ("mg", "", "L", "mg/L"),
    ("in", "", "h", "in/h"),
    ("cm", "", "h", "cm/h"),
];

/// The symbol of a unit's word or abbreviation.
pub(super) fn symbol(word: &str) -> Option<&'static str> {
    let find = |word: &str| {
        UNITS
            .iter()
            .chain(&MORE)
            .find(|u| same_word(u.0, word))
            .map(|u| u.1)
    };
    find(word).or_else(|| find(word.strip_suffix('s')?))
}

/// The symbol of a unit with its power and its denominator; none for compounds that have none here.
pub(super) fn join(unit: &'static str, power: &str, per: Option<&str>) -> Option<&'static str> {
    let per = per.unwrap_or("");
    if power.is_empty() && per.is_empty() {
        return Some(unit);
    }
    JOINED
        .iter()
        .find(|j| j.0 == unit && j.1 == power && j.2 == per)
        .map(|j| j.3)
}
