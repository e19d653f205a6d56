"""What can be computed from the tables that are there, and what one more would add, as lines. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from kw_tui.tui.lines import BLANK, Line, title, wrapped
from kw_tui.vocabulary.sources import table_by_id
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.vocabulary.session import Source

LEDGER = "sales_line"


@dataclass(frozen=True, slots=True)
class Use:
    """What a table, or one of the `fields` of the sales ledger, makes possible."""

    table: str
    gives: Text
    fields: frozenset[str] = frozenset()
    label: Text | None = None

    @property
    def name(self) -> Text:
        """What is to be there: a table, or a column of the ledger."""
        return self.label or table_by_id(self.table).label


USES: tuple[Use, ...] = (
    Use(
        LEDGER,
        Text(
            "Umsatz, ABC, RFM, Verlauf, Kaufrhythmus",
            "revenue, ABC, RFM, trend, rhythm of buying",
        ),
    ),
    Use(
        LEDGER,
        Text("Deckungsbeitrag, Preisschritte", "contribution, price steps"),
        frozenset({"cost_amount", "unit_cost", "margin_amount"}),
        Text("· mit Wareneinsatz", "· with goods"),
    ),
    Use(
        LEDGER,
        Text("Rabatte, Preistreppe", "discounts, price waterfall"),
        frozenset({"list_price", "list_amount", "discount_pct", "discount_amount"}),
        Text("· mit Listenpreis", "· with list price"),
    ),
    Use(
        "customer",
        Text("Potenzial, ähnliche Kunden, Risiken", "potential, similar customers, risks"),
    ),
    Use("ticket", Text("Kosten der Betreuung, Aufwand", "cost to serve, effort")),
    Use("activity", Text("Vertriebskosten, günstigerer Vertriebsweg", "selling cost, a cheaper channel")),
    Use("concession", Text("was Kulanz kostet, Gewöhnung", "what concessions cost, habituation")),
    Use("price_condition", Text("Prüfung der Konditionen", "check of conditions")),
    Use("prospect", Text("Neukunden: Wert und Grenze der Werbung", "acquisition: value and ceiling of spending")),
)
NOW = Text("Das lässt sich jetzt berechnen", "What can be computed now")
MORE = Text("Das käme hinzu", "What one more would add")
ALL = Text("Alle Tabellen sind da.", "All tables are there.")
THERE, ABSENT = "✓ ", "+ "
_LEAST = 20
"""Cells for what a table gives, below which it stands under the name of the table."""


def use_lines(present: Mapping[str, int], sources: "Iterable[Source]", lang: Lang, width: int) -> list[Line]:
    """Return what each table that is there gives, and what each other one would add; the ledger first of all."""
    has, lacks = _split(present, sources)
    lines: list[Line] = []
    if has:
        lines += [title(NOW.in_(lang), width), *(line for use in has for line in _told(use, THERE, lang, width)), BLANK]
    return [*lines, *(_more(lacks, lang, width) or [title(MORE.in_(lang), width), ((ALL.in_(lang), "positive"),)])]


def more_lines(present: Mapping[str, int], sources: "Iterable[Source]", lang: Lang, width: int) -> list[Line]:
    """Return what each table that is not there would add; nothing where all are."""
    return _more(_split(present, sources)[1], lang, width)


def _split(present: Mapping[str, int], sources: "Iterable[Source]") -> tuple[list[Use], list[Use]]:
    fields = {field for source in sources if source.table == LEDGER for field in source.mapping}
    has = [use for use in USES if _is_there(use, present, fields)]
    return has, [use for use in USES if use not in has and _is_next(use, present)]


def _more(lacks: Sequence[Use], lang: Lang, width: int) -> list[Line]:
    told = [line for use in lacks for line in _told(use, ABSENT, lang, width)]
    return [title(MORE.in_(lang), width), *told] if told else []


def _is_there(use: Use, present: Mapping[str, int], fields: set[str]) -> bool:
    return bool(present.get(use.table)) and (not use.fields or bool(use.fields & fields))


def _is_next(use: Use, present: Mapping[str, int]) -> bool:
    """Whether it makes sense to name it: a column is, once its table is there."""
    return not use.fields or bool(present.get(use.table))


def _told(use: Use, sign: str, lang: Lang, width: int) -> list[Line]:
    """A table and what it gives: side by side, or one below the other where there is little room."""
    name_width = max(cell_len(one.name.in_(lang)) for one in USES)
    is_there, room = sign == THERE, width - name_width - 3
    name = use.name.in_(lang)
    head: Line = ((sign, "positive" if is_there else "accent"), (name, "" if is_there else "strong"))
    if room < _LEAST:
        return [head, *(((f"  {part}", "dim"),) for part in wrapped(use.gives.in_(lang), width - 2))]
    first, *rest = wrapped(use.gives.in_(lang), room)
    gap = " " * (name_width + 1 - cell_len(name))
    return [(*head, (f"{gap}{first}", "dim")), *(((" " * (name_width + 3), ""), (part, "dim")) for part in rest)]
