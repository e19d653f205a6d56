"""What came of a past measure in words, wherever it is told. Pure: rows in, text out."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from kw_tui.core.afterwards.outcome import COMPARED, OUTCOMES, PRICE_BASES, WHY
from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role, wrapped
from kw_tui.tui.words import ACTIONS, word
from kw_tui.vocabulary.texts import Lang, Text

RELEVANT, SERVING = "relevant_change", "cost_to_serve_after"
BAD = frozenset({"not_carried_out", "lost"})


def verdict(row: Mapping[str, Any], lang: Lang) -> str:
    """Say what came of it, why nothing can be said, and what is proposed now, if anything."""
    said = word(OUTCOMES, row["outcome"], lang)
    if row["why"]:
        said = f"{said}: {word(WHY, row['why'], lang)}"
    elif row["asked_step"] is not None and row["realised_step"] is not None:
        asked, came = figures.ratio(row["asked_step"], lang), figures.ratio(row["realised_step"], lang)
        steps = Text("verlangt {asked}, umgesetzt {came}: {said}", "asked {asked}, realised {came}: {said}")
        said = steps.format(asked=asked, came=came, said=said).in_(lang)
    if row.get("next") is None:
        return said
    then = Text("{said} → jetzt vorgeschlagen: {next}", "{said} → proposed now: {next}")
    return then.format(said=said, next=word(ACTIONS, row["next"], lang)).in_(lang)


def verdict_lines(row: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    """Return the verdict, what did not come or was lost in its own colour."""
    role: Role = "negative" if row["outcome"] in BAD else "strong"
    return [((part, role),) for part in wrapped(verdict(row, lang), width)]


def changes(
    row: Mapping[str, Any], lang: Lang, assumed: Collection[str] = (), *, beside_table: bool = False
) -> list[str]:
    """Say what changed a year, as far as it is known, and what is compared with what.

    Columns in `assumed` rest on settings nobody has confirmed. `beside_table` leaves out what its row shows.
    """
    mark = {name: figures.ASSUMED if name in assumed else "" for name in (RELEVANT, SERVING)}
    base = f" ({PRICE_BASES[row['price_base']].in_(lang)})" if row["price_base"] else ""
    in_table = (
        (Text("Menge {x}", "volume {x}"), row["volume_change"], figures.signed_ratio),
        (Text("DB I {x} im Jahr", "DB I {x} a year"), row["contribution_change"], figures.signed_amount),
    )
    besides = (
        (
            Text("relevanter DB {m}{x}", "relevant contribution {m}{x}"),
            row[RELEVANT],
            figures.signed_amount,
            mark[RELEVANT],
        ),
        (Text("Betreuung {m}{x}", "cost to serve {m}{x}"), serving_change(row), figures.signed_amount, mark[SERVING]),
        (Text("{x} des Umsatzes verglichen{m}", "{x} of revenue compared{m}"), row["coverage"], figures.ratio, base),
    )
    known = [*(() if beside_table else ((*one, "") for one in in_table)), *besides]
    told = [label.format(x=write(value, lang), m=m).in_(lang) for label, value, write, m in known if value is not None]
    days = Text("{n} Tage; verglichen: {x}", "{n} days; compared: {x}")
    return [*told, days.format(n=figures.count(row["days"], lang), x=COMPARED[row["compared_with"]]).in_(lang)]


def serving_change(row: Mapping[str, Any]) -> Decimal | None:
    """What serving costs more a year than before; None where either is not known."""
    before, after = row["cost_to_serve_before"], row["cost_to_serve_after"]
    return None if before is None or after is None else after - before
