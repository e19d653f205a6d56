"""What a person reads about one setting, or a group of them. Pure."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from kw_tui.core.proposals.rules import PROPOSALS
from kw_tui.tui.figures import ASSUMED
from kw_tui.tui.lines import Line, Role, wrapped
from kw_tui.tui.settings.rows import said, when_and_who
from kw_tui.vocabulary.changes import told
from kw_tui.vocabulary.origins import origin
from kw_tui.vocabulary.phrases import ALLOWED
from kw_tui.vocabulary.settings import ITEMS, Group, Item, Setting
from kw_tui.vocabulary.settings.written import bounds
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench.about_settings import About

VALUE = Text("Wert {value}", "value {value}")
DEFAULT = Text("Vorgabe {value}", "default {value}")
SOURCE = Text("Quelle: {source}", "Source: {source}")
UNCONFIRMED = Text(
    "{mark} Annahme, die niemand bestätigt hat: <settings.confirm> bestätigt sie",
    "{mark} assumption nobody has confirmed: <settings.confirm> does",
)
CONFIRMED = Text("{source}, bestätigt", "{source}, confirmed")
FIGURES = Text("Kennzahlen: {names}", "Figures: {names}")
FURTHER = Text(" und {n} weitere, die darauf beruhen", " and {n} more that rest on them")
OF_PROPOSALS = Text("Vorschläge: {names}", "Proposals: {names}")
IN_QUEUE = Text("Rechnet in der Prüfliste mit", "Reckoned with in the review queue")
NO_FIGURE = Text("Zurzeit liest es keine Kennzahl", "No figure reads it at present")
CHANGED = Text("Geändert {when}: {what}", "Changed {when}: {what}")
OF_GROUP = Text(
    "Einstellungen: {n}, davon {changed} geändert, {unconfirmed} unbestätigt ({mark})",
    "settings: {n}, of these {changed} changed, {unconfirmed} unconfirmed ({mark})",
)
CONFIRM_GROUP = Text(
    "<settings.confirm> bestätigt alle, die hier noch Annahmen sind",
    "<settings.confirm> confirms all that are assumptions here",
)
MOST_FIGURES = 6


def about_lines(one: "About", labels: Mapping[str, Text], lang: Lang, currency: str, width: int) -> list[Line]:
    """Return everything known about a setting; `labels` name the metrics."""
    item = ITEMS[one.id]
    lines: list[Line] = [((item.label.in_(lang), "title"), (f"  {item.id}", "dim"))]
    lines += _wrapped(item.meaning.in_(lang), width)
    lines += _wrapped(" · ".join(_values(item, one, lang, currency)), width, "strong")
    if one.is_unconfirmed:
        lines += _wrapped(UNCONFIRMED.in_(lang).format(mark=ASSUMED), width, "warning")
    lines += [line for text in _besides(item, one, labels, lang) for line in _wrapped(text, width, "dim")]
    return lines


def _values(item: Item, one: "About", lang: Lang, currency: str) -> list[str]:
    value = VALUE.in_(lang).format(value=said(item, one.value, lang, currency))
    if not isinstance(item, Setting):
        return [value, ALLOWED.in_(lang).format(allowed=item.allowed.in_(lang))]
    default = DEFAULT.in_(lang).format(value=said(item, None, lang, currency))
    return [value, default, ALLOWED.in_(lang).format(allowed=bounds(item, lang, currency))]


def _besides(item: Item, one: "About", labels: Mapping[str, Text], lang: Lang) -> list[str]:
    parts = [_changed(one, lang), _source(item, one, lang), _figures(one, labels, lang), _proposals(one, lang)]
    return [part for part in parts if part]


def _changed(one: "About", lang: Lang) -> str:
    if one.last is None:
        return ""
    what = told(one.last).in_(lang)
    return CHANGED.in_(lang).replace("{what}", what).replace("{when}", when_and_who(one.last, lang))


def _source(item: Item, one: "About", lang: Lang) -> str:
    if not isinstance(item, Setting):
        return ""
    source = origin(item.source, lang)
    if item.is_assumption and one.is_own:
        source = CONFIRMED.in_(lang).format(source=source)
    return SOURCE.in_(lang).format(source=source)


def _figures(one: "About", labels: Mapping[str, Text], lang: Lang) -> str:
    if not one.figures:
        return "" if not isinstance(ITEMS[one.id], Setting) or one.proposals or one.in_queue else NO_FIGURE.in_(lang)
    shown, more = one.figures[:MOST_FIGURES], one.further + len(one.figures[MOST_FIGURES:])
    names = ", ".join(labels[id_].in_(lang) if id_ in labels else id_ for id_ in shown)
    return FIGURES.in_(lang).format(names=names) + (FURTHER.in_(lang).format(n=more) if more else "")


def _proposals(one: "About", lang: Lang) -> str:
    if one.proposals:
        names = ", ".join(PROPOSALS[action].in_(lang) for action in one.proposals)
        return OF_PROPOSALS.in_(lang).format(names=names)
    return IN_QUEUE.in_(lang) if one.in_queue else ""


def group_lines(group: Group, members: "Collection[About]", lang: Lang, width: int) -> list[Line]:
    """Return what a heading stands for."""
    unconfirmed = sum(one.is_unconfirmed for one in members)
    counts = {"n": len(members), "changed": sum(one.is_changed for one in members), "unconfirmed": unconfirmed}
    lines: list[Line] = [((group.label.in_(lang), "title"),)]
    lines += _wrapped(OF_GROUP.in_(lang).format(mark=ASSUMED, **counts), width)
    return [*lines, *(_wrapped(CONFIRM_GROUP.in_(lang), width, "dim") if unconfirmed else [])]


def _wrapped(text: str, width: int, role: Role = "") -> list[Line]:
    return [((line, role),) for line in wrapped(text, width)]
