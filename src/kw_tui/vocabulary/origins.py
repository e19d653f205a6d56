"""Where figures and thresholds come from, and the units of thresholds, in words."""

from kw_tui.vocabulary.texts import Lang, Text

_ORIGINS = {
    "SPEC": Text("Definition von kw", "defined by kw"),
    "PRACTICE": Text("Praxis", "practice"),
    "VALUE": Text("Fader/Hardie", "Fader/Hardie"),
    "assumption": Text("Annahme", "assumption"),
    "MC": Text("Marketing-Controlling", "Marketing-Controlling"),
    "SAP": Text("SAP CO-PA", "SAP CO-PA"),
    "WL": Text("Wirtschaftslexikon", "Wirtschaftslexikon"),
    "KA": Text("Kaplan/Anderson", "Kaplan/Anderson"),
    "HO": Text("Horngren", "Horngren"),
    "IH": Text("Iglewicz/Hoaglin", "Iglewicz/Hoaglin"),
    # some say more than their first word
    "SPEC 4 [PR]": Text("Perlich u. a.", "Perlich et al."),
    "VALUE 6": Text("Wheat/Morrison", "Wheat/Morrison"),
    "VALUE RFM": Text("RFM, wie üblich", "RFM as usual"),
}
_UNITS = {
    "days": Text("Tage", "days"),
    "months": Text("Monate", "months"),
    "years": Text("Jahre", "years"),
    "a year": Text("im Jahr", "a year"),
    "EUR a year": Text("EUR im Jahr", "EUR a year"),
    "min a year": Text("min im Jahr", "min a year"),
    "EUR each": Text("EUR je Fall", "EUR each"),
}


def origin(source: str, lang: Lang) -> str:
    """Say the source of a metric or a setting in words; one that is not known stays as it is."""
    parts = [source] if source in _ORIGINS else source.split(", ")
    said = [_ORIGINS.get(part) or _ORIGINS.get(part.partition(":")[0].partition(" ")[0]) for part in parts]
    words = (part if text is None else text.in_(lang) for part, text in zip(parts, said, strict=True))
    return ", ".join(dict.fromkeys(words))


def unit_text(unit: str) -> Text:
    """Return the unit of a setting in words."""
    return _UNITS.get(unit) or Text(unit, unit)
