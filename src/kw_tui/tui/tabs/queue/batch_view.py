"""What a batch would do, as lines; and the question asked before it is done. Pure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.core.batch.weighing import NOTES
from kw_tui.tui import figures
from kw_tui.tui.keys import Keyed, as_it_is
from kw_tui.tui.lines import BLANK, Line, clipped, filled, trimmed
from kw_tui.tui.words import ACTIONS, WORDS, word
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench.batches import Applied, BatchPreview

COUNTED = Text("{count} von {matched} Kunden lassen sich entscheiden", "{count} of {matched} customers can be decided")
NOBODY = Text("Kein Kunde erfüllt die Bedingung", "No customer meets the condition")
LEFT_OUT, NOTED = Text("Ausgenommen", "Left out"), Text("Zu beachten", "To be noted")
WAIT = Text("{n} warten auf eine zweite Unterschrift", "{n} wait for a second signature")
TOGETHER = Text("alle", "all")
AT_LOSS = Text(
    "bei Verlust: jeder verliert, was bei ihm an Menge vertretbar ist",
    "at loss: each loses as much volume as is tolerated",
)
SAME_LOSS = Text("vertretbar, wenn alle gleich viel verlieren: {loss}", "tolerated if all lose the same share: {loss}")
_COLUMNS: tuple[tuple[str, Text, int], ...] = (
    ("abc", Text("Kl.", "Cl."), 5),
    ("customers", WORDS["customers"], 9),
    ("revenue", Text("Umsatz", "Revenue"), 13),
    ("effect", Text("Wirkung/Jahr", "Effect/year"), 13),
    ("effect_tolerated", Text("bei Verlust", "at loss"), 12),
    ("break_even_median", Text("vertretbar", "tolerated"), 11),
)
"""At the loss of volume that is tolerated, and that loss: the median."""


def preview_lines(preview: "BatchPreview", lang: Lang, width: int) -> list[Line]:
    """Return counts, money by class, who is left out and why, and what is to be noted."""
    counts = {"count": figures.count(preview.count, lang), "matched": figures.count(preview.matched, lang)}
    told = (COUNTED if preview.matched else NOBODY).format(**counts)
    lines: list[Line] = [((told.in_(lang), "strong" if preview.count else "warning"),)]
    if preview.count:
        lines += [trimmed(line, width) for line in _by_class(preview, lang)]
    left = [(row, preview.why(row)) for row in preview.reasons.iter_rows(named=True)]
    noted = [(row, NOTES[row["note"]]) for row in preview.notes.iter_rows(named=True)]
    for title, rows in ((LEFT_OUT, left), (NOTED, noted)):
        if rows:
            lines += [((title.in_(lang), "title"),), *(_group(row, why, lang, width) for row, why in rows)]
    return lines


def _by_class(preview: "BatchPreview", lang: Lang) -> list[Line]:
    head: Line = (("".join(_cell(label.in_(lang), cells, id_) for id_, label, cells in _COLUMNS), "dim"),)
    rows = list(preview.by_class.iter_rows(named=True))
    lines = [head, *(_row(row, row["abc"] or figures.UNKNOWN, lang) for row in rows)]
    if len(rows) > 1:
        lines.append(_row(preview.total, TOGETHER.in_(lang), lang))
    if (loss := preview.total["break_even_all"]) is not None:
        lines.append(((AT_LOSS.in_(lang), "dim"),))
        lines.append(((SAME_LOSS.format(loss=figures.ratio(loss, lang)).in_(lang), "dim"),))
    return [*lines, BLANK]


def _row(row: Mapping[str, Any], name: str, lang: Lang) -> Line:
    written = {
        "abc": name,
        "customers": figures.count(row["customers"], lang),
        "break_even_median": figures.ratio(row["break_even_median"], lang),
    }
    cells = ((written.get(id_) or figures.amount(row[id_], lang), width, id_ == "effect") for id_, _, width in _COLUMNS)
    shown = [(filled(text, width, right=place > 0), is_effect) for place, (text, width, is_effect) in enumerate(cells)]
    return tuple((text, "strong" if is_effect else "") for text, is_effect in shown)


def _cell(text: str, cells: int, id_: str) -> str:
    return filled(text, cells, right=id_ != "abc")


def _group(row: Mapping[str, Any], why: Text, lang: Lang, width: int) -> Line:
    some = ", ".join(row["examples"]) + (" …" if row["customers"] > len(row["examples"]) else "")
    count = figures.count(row["customers"], lang).rjust(7)
    told = f" {why.in_(lang)}"
    return ((count, "strong"), (clipped(told, width - 7), ""), (clipped(f"  {some}", width - 7 - len(told)), "dim"))


def confirmation(preview: "BatchPreview", lang: Lang, currency: str) -> Text:
    """Return what will be done: how many customers, what, and what it brings a year."""
    effect = preview.total["effect"]
    told = Text("{count} Kunden: {action}{money}", "{count} customers: {action}{money}")
    money = Text(" · {money} im Jahr", " · {money} a year").format(money=figures.short(effect, lang, currency))
    said = money if effect else Text("", "")
    action = ACTIONS[preview.wish.action]
    return told.format(count=figures.count(preview.count, lang), action=action, money=said)


def done(applied: "Applied", lang: Lang, keyed: Keyed = as_it_is) -> str:
    """Return what is said once it is done."""
    first = applied.decisions[0]
    told = Text(
        "Entschieden: {action}, {n} Kunden; <queue.undo> nimmt alle zurück",
        "Decided: {action}, {n} customers; <queue.undo> undoes all",
    )
    said = (
        keyed(told)
        .in_(lang)
        .format(action=word(ACTIONS, first.action, lang), n=figures.count(len(applied.decisions), lang))
    )
    if waiting := sum(one.needs_signature for one in applied.decisions):
        said = f"{said}. {WAIT.in_(lang).format(n=figures.count(waiting, lang))}"
    if not applied.left_out:
        return said
    left = Text("{n} ausgelassen: {why}", "{n} left out: {why}").in_(lang)
    why = next(iter(applied.left_out.values())).in_(lang)
    return f"{said}. {left.format(n=figures.count(len(applied.left_out), lang), why=why)}"
