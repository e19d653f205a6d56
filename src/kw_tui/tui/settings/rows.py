"""Settings as rows of a table, under the headings of their groups. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from kw_tui.tui.figures import ASSUMED
from kw_tui.tui.lines import clipped, printable
from kw_tui.tui.widgets.table import TableColumn
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.settings import GROUPS, ITEMS, Group, Item, Setting
from kw_tui.vocabulary.settings.written import written
from kw_tui.vocabulary.texts import LANGUAGES, Lang, Text, day
from kw_tui.workbench.session_fields import typed

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.vocabulary.changes import Change
    from kw_tui.workbench.about_settings import About

Shown = Literal["all", "unconfirmed", "changed"]
SHOWN: dict[Shown, Text] = {
    "all": Text("alle", "all"),
    "unconfirmed": Text("nur unbestätigte", "unconfirmed only"),
    "changed": Text("nur geänderte", "changed only"),
}
HEADING = "group:"
HEADS = {
    "name": Text("Einstellung", "Setting"),
    "mark": Text(ASSUMED, ASSUMED),
    "value": Text("Wert", "Value"),
    "default": Text("Vorgabe", "Default"),
    "changed": Text("geändert", "changed"),
}
WIDTHS = {"name": 30, "mark": 1, "value": 24, "default": 12, "changed": 18}
MORE_VALUE = 12
"""Cells that a value gets besides where there is room."""


class Asked(NamedTuple):
    """What of all settings is looked at: by words, by state, by id (all where none is named)."""

    words: str = ""
    shown: Shown = "all"
    only: tuple[str, ...] = ()


def looked_at(abouts: "Sequence[About]", asked: Asked) -> "list[About]":
    """Return those that are looked for, by words of their own or of their heading in either language."""
    words = asked.words.casefold().split()
    return [
        one
        for one in abouts
        if (not asked.only or one.id in asked.only)
        and (asked.shown != "unconfirmed" or one.is_unconfirmed)
        and (asked.shown != "changed" or one.is_changed)
        and all(word in _searched(ITEMS[one.id]) for word in words)
    ]


def _searched(item: Item) -> str:
    headings = (group.label for group in GROUPS if item in group.items)
    texts = (text.in_(lang) for text in (item.label, item.meaning, *headings) for lang in LANGUAGES)
    return " ".join((item.id, *texts)).casefold()


def table_frame(abouts: "Sequence[About]", tried: Mapping[str, object], lang: Lang, currency: str) -> "pl.DataFrame":
    """Return a row a setting, each group under its heading; `tried` are values not applied yet."""
    import polars as pl

    known = {one.id: one for one in abouts}
    rows: list[tuple[str | None, ...]] = []
    for group in GROUPS:
        members = [known[item.id] for item in group.items if item.id in known]
        if members:
            rows.append((f"{HEADING}{group.id}", heading(group, members, lang), None, None, None, None))
            rows += [_row(one, tried, lang, currency) for one in members]
    return pl.DataFrame(rows, schema=dict.fromkeys(("key", *HEADS), pl.String), orient="row")


def heading(group: Group, members: "Collection[About]", lang: Lang) -> str:
    """Return what a group is called, and how many of it nobody has confirmed."""
    unconfirmed = sum(one.is_unconfirmed for one in members)
    return f"{group.label.in_(lang)}{f' {ASSUMED}{unconfirmed}' if unconfirmed else ''}"


def _row(one: "About", tried: Mapping[str, object], lang: Lang, currency: str) -> tuple[str | None, ...]:
    item = ITEMS[one.id]
    now = said(item, one.value, lang, currency)
    value = f"{now} → {said(item, tried[one.id], lang, currency)}" if one.id in tried else now
    default = said(item, None, lang, currency) if one.is_changed and isinstance(item, Setting) else ""
    changed = "" if one.last is None else when_and_who(one.last, lang)
    return (one.id, f" {item.label.in_(lang)}", ASSUMED if one.is_unconfirmed else "", value, default, changed)


def said(item: Item, value: object, lang: Lang, currency: str) -> str:
    """Write the value of a setting, its default where it is None."""
    if isinstance(item, Setting):
        return written(item, item.default if value is None else value, lang, currency)  # type: ignore[arg-type]
    return printable(typed(Session(), item.id) if value is None else str(value)) or item.unset.in_(lang)


def when_and_who(change: "Change", lang: Lang) -> str:
    """Say when something was changed, and by whom."""
    who = clipped(change.who, 12)
    try:
        return f"{day(datetime.fromisoformat(change.when).date(), lang)} {who}"
    except ValueError:
        return who


def table_columns(lang: Lang, width: int, shown: Shown = "all") -> list[TableColumn]:
    """Return the columns that fit, those at the end left off where they do not; of what was changed, by whom first."""
    room, names = width - 6, list(HEADS)
    if shown == "changed":
        names.remove("default")
    while len(names) > 3 and sum(WIDTHS[name] + 1 for name in names) > room:
        names.pop()
    spare = max(0, min(MORE_VALUE, room - sum(WIDTHS[name] + 1 for name in names)))
    return [_column(name, lang, WIDTHS[name] + (spare if name == "value" else 0)) for name in names]


def _column(name: str, lang: Lang, width: int) -> TableColumn:
    def write(values: "pl.Series") -> list[str]:
        return [value or "" for value in values]

    def look(values: "pl.Series") -> list[str | None]:
        if name == "name":
            return [None if value.startswith(" ") else "page-table--header" for value in values]
        plain = "page-table--dim" if name in {"default", "changed"} else None
        return ["page-table--header" if value is None else plain for value in values]

    return TableColumn(name, HEADS[name].in_(lang), width, "left", write, look)
