"""What a decision about many customers would do, in lines and as plain values."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.vocabulary.phrases import MORE
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Lang, Text, grouped, money, percent, printable
from kw_tui.vocabulary.words import WORDS

if TYPE_CHECKING:
    from kw_tui.workbench.batches import Applied, BatchPreview

CLASS_COLUMNS = (
    Column("abc", Kind.TEXT, Text("Klasse", "Class")),
    Column("customers", Kind.COUNT, WORDS["customers"]),
    Column("revenue", Kind.MONEY, Text("Umsatz im Jahr", "Revenue a year")),
    Column("effect", Kind.MONEY, Text("Wirkung im Jahr", "Effect a year")),
    Column("effect_tolerated", Kind.MONEY, Text("bei vertretbarem Verlust", "at the tolerated loss")),
    Column("break_even_median", Kind.RATIO, Text("vertretbar (Median)", "tolerated (median)")),
)
_COUNTED = Text(
    "{action}{step}: {count} von {matched} Kunden der Bedingung lassen sich entscheiden",
    "{action}{step}: {count} of {matched} customers of the condition can be decided",
)
_NOBODY = Text("{action}{step}: kein Kunde erfüllt die Bedingung", "{action}{step}: no customer meets the condition")
_TOGETHER = Text("zusammen", "together")
_SAME_LOSS = Text(
    "verlieren alle denselben Anteil Menge, bringt es bis {loss} Verlust etwas",
    "if all lose the same share of volume, it brings something up to a loss of {loss}",
)
_LEFT_OUT, _NOTED = Text("Ausgenommen", "Left out"), Text("Zu beachten", "To be noted")
MOST_LEFT_OUT = 20


def preview_lines(preview: "BatchPreview", lang: Lang, currency: str) -> Iterable[str]:
    """Write a preview for people."""
    from kw_tui.core.batch.weighing import NOTES
    from kw_tui.core.decisions import ACTIONS

    wish = preview.wish
    step = Text(f" +{percent(wish.step, 'de')}", f" +{percent(wish.step, 'en')}") if wish.step else Text("", "")
    counts = {"count": grouped(preview.count, 0, lang), "matched": grouped(preview.matched, 0, lang)}
    told = _COUNTED if preview.matched else _NOBODY
    yield told.format(action=ACTIONS[wish.action], step=step, **counts).in_(lang)
    if preview.count:
        yield from ("", *_by_class(preview, lang))
        if preview.total["at_stake"] is not None and wish.action != "reprice":
            yield f"  {WORDS['at_stake'].in_(lang)}: {money(preview.total['at_stake'], lang, currency)}"
        if (loss := preview.total["break_even_all"]) is not None:
            yield f"  {_SAME_LOSS.format(loss=percent(loss, lang)).in_(lang)}"
    left = [(row, preview.why(row)) for row in preview.reasons.rows(named=True)]
    noted = [(row, NOTES[row["note"]]) for row in preview.notes.rows(named=True)]
    for title, rows in ((_LEFT_OUT, left), (_NOTED, noted)):
        if rows:
            yield from ("", title.in_(lang), *(_group(row, why, lang) for row, why in rows))


def plain_preview(preview: "BatchPreview", applied: "Applied | None") -> dict[str, Any]:
    """Return a preview, and what was written, as plain values."""
    left = [{**row, "why": preview.why(row)} for row in preview.reasons.rows(named=True)]
    told: dict[str, Any] = {
        "action": preview.wish.action,
        "step": preview.wish.step,
        "where": preview.where,
        "matched": preview.matched,
        "decided" if applied else "can_be_decided": len(applied.decisions) if applied else preview.count,
        "total": {name: value for name, value in preview.total.items() if name != "abc"},
        "by_class": preview.by_class.rows(named=True),
        "left_out": left,
        "notes": preview.notes.rows(named=True),
    }
    if applied:
        told["left_out_meanwhile"] = applied.left_out
        told["batch"] = applied.decisions[0].params.get("batch")
    return told


def left_out_lines(applied: "Applied", lang: Lang) -> Iterable[str]:
    """Say about whom the decision was not taken after all."""
    for customer, why in list(applied.left_out.items())[:MOST_LEFT_OUT]:
        yield printable(f"{customer}: {why.in_(lang)}")
    if len(applied.left_out) > MOST_LEFT_OUT:
        more = MORE.format(n=len(applied.left_out) - MOST_LEFT_OUT)
        yield more.in_(lang)


def _by_class(preview: "BatchPreview", lang: Lang) -> Iterable[str]:
    from kw_tui.cli.layout import table_lines

    rows = preview.by_class.rows(named=True)
    total = {**preview.total, "abc": _TOGETHER.in_(lang)}
    cells = [[row[column.id] for column in CLASS_COLUMNS] for row in ([*rows, total] if len(rows) > 1 else rows)]
    yield from (f"  {line}" for line in table_lines(CLASS_COLUMNS, cells, lang, {})[0])


def _group(row: Mapping[str, Any], why: Text, lang: Lang) -> str:
    some = ", ".join(row["examples"]) + (", …" if row["customers"] > len(row["examples"]) else "")
    return printable(f"  {grouped(row['customers'], 0, lang):>8}  {why.in_(lang)}  ({some})")
