"""What settings tried would do, as lines; and what each of them may be. Pure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kw_tui.core.proposals.rules import PROPOSALS
from kw_tui.core.segmentation.segments import segment_label
from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Run, clipped, filled
from kw_tui.vocabulary.origins import unit_text
from kw_tui.vocabulary.rfm import RFM_SEGMENTS, parse_rfm, segments_of
from kw_tui.vocabulary.settings import Setting, setting_by_id
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench.trying import Effect

MEASURES: dict[str, Text] = {
    "revenue": Text("Umsatz", "revenue"),
    "db1": Text("DB I", "DB I"),
    "db4": Text("DB IV", "DB IV"),
    "relevant_contribution": Text("relevantem DB", "relevant contribution"),
    "clv": Text("CLV", "CLV"),
    "potential": Text("Potenzial", "potential"),
}
METHODS: dict[str, Text] = {
    "customers": Text("Anteil der Kunden", "share of customers"),
    "cumulated": Text("kumulierter Anteil", "cumulated share"),
    "absolute": Text("feste Grenzen", "fixed limits"),
}
GRIDS: dict[str, Text] = {"four": Text("vier", "four"), "nine": Text("neun", "nine")}
WORDS = {**MEASURES, **METHODS, **GRIDS}
RULES = "rfm_segments"
CUTS: dict[str, Text] = {
    "rfm_r": Text("Grenzen R, Tage", "Cuts of R, days"),
    "rfm_f": Text("Grenzen F, Aufträge", "Cuts of F, orders"),
    "rfm_m": Text("Grenzen M, Umsatz", "Cuts of M, revenue"),
}
QUANTILES = Text("leer: Quantile", "empty: quantiles")
RULES_LABEL = Text(
    "Regeln NAME R;F;M in Fünfteln, die erste gilt (leer: übliche)",
    "Rules NAME R;F;M in fifths, the first holds (empty: usual)",
)
PAIR = 34
LETTERED = ("abc", "abc_sub")
ENDLESS = 1e9
"""A bound so high that nobody is told of it."""


class Row(NamedTuple):
    """One thing to set: its choices in words, or what may be typed; `text` is what it is now."""

    id: str
    label: Text
    text: str
    choices: Mapping[str, Text]
    allowed: Text


def row_of(id_: str, value: object, lang: Lang) -> Row:
    """Return the row of a setting with its value now."""
    if id_ == RULES:
        table = parse_rfm({"segment": segments_of(str(value))}).table if value else RFM_SEGMENTS
        return Row(id_, RULES_LABEL, "\n".join(one.said(lang) for one in table[:-1]), {}, Text("", ""))
    if id_ in CUTS:
        return Row(id_, CUTS[id_], str(value or ""), {}, QUANTILES)
    setting = setting_by_id(id_)
    choices = {one: WORDS.get(one, Text(one, one)) for one in setting.choices}
    text = str(value) if choices else _number(value, lang)
    return Row(id_, setting.label, text, choices, Text("", "") if choices else _bounds(setting, lang))


def _bounds(setting: Setting, lang: Lang) -> Text:
    low, high = _number(setting.low, lang), _number(setting.high, lang)
    unit = f" {unit_text(setting.unit).in_(lang)}" if setting.unit else ""
    if setting.high == 1 and not unit:
        return Text("{low} .. {high} oder in %", "{low} .. {high} or in %").format(low=low, high=high)
    if setting.high >= ENDLESS:
        return Text("ab {low}{unit}", "from {low}{unit}").format(low=low, unit=unit)
    return Text("{low} .. {high}{unit}", "{low} .. {high}{unit}").format(low=low, high=high, unit=unit)


def as_typed(text: str) -> str:
    """Return rules in one line, as a setting takes them."""
    return ", ".join(line.strip().rstrip(",") for line in text.splitlines() if line.strip())


def _number(value: object, lang: Lang) -> str:
    number = float(str(value))
    text = str(int(number)) if number.is_integer() else f"{number:.12g}"
    return text.replace(".", ",") if lang == "de" else text


def effect_lines(effect: "Effect", lang: Lang, currency: str, width: int, most: int) -> list[Line]:
    """Return how many would move, with what revenue, and the largest moves in at most so many lines."""
    if not effect.changed:
        return [((Text("Kein Kunde wechselt", "No customer would move").in_(lang), "strong"),)]
    count = Text("{n} von {total} Kunden wechseln", "{n} of {total} customers would move").format(
        n=figures.count(effect.changed, lang), total=figures.count(effect.customers, lang)
    )
    revenue = f" · {Text('Umsatz', 'revenue').in_(lang)} {figures.short(effect.revenue, lang, currency)}"
    head: Line = ((count.in_(lang), "strong"), (revenue, ""))
    across = max(1, width // (PAIR if effect.by in LETTERED else 2 * PAIR))
    rows = effect.moves.to_dicts()
    room = across * most - (1 if len(rows) > across * most else 0)
    faces = [_pair(effect.by, row, lang, width // across) for row in rows[:room]]
    if len(rows) > room:
        more = Text("… und {n} weitere", "… and {n} more").format(n=len(rows) - room)
        faces.append((more.in_(lang), "dim"))
    return [head, *(tuple(faces[at : at + across]) for at in range(0, len(faces), across))]


def _name(by: str, segment: str | None, lang: Lang) -> str:
    """Classes are known by their letters; all else by its label."""
    return segment if segment and by in LETTERED else segment_label(by, segment).in_(lang)


def _pair(by: str, row: Mapping[str, Any], lang: Lang, width: int) -> Run:
    start, end = (clipped(_name(by, row[at], lang), (width - 20) // 2) for at in ("segment", "segment_then"))
    told = f"{start} → {end}  {figures.count(row['customers'], lang)} · {figures.short(row['revenue'], lang, '')}"
    return (filled(told, width - 1) + " ", "")


def queue_lines(counted: "pl.DataFrame", lang: Lang) -> list[Line]:
    """Return what would become of the review queue, where anything would."""
    changed = [row for row in counted.to_dicts() if row["items"] != row["items_then"]]
    if not changed:
        return [((Text("Prüfliste: bleibt, wie sie ist", "Review queue: stays as it is").in_(lang), "dim"),)]
    told = " · ".join(f"{PROPOSALS[row['proposal']].in_(lang)} {row['items']} → {row['items_then']}" for row in changed)
    return [((Text("Prüfliste: ", "Review queue: ").in_(lang), "dim"), (told, "accent"))]
