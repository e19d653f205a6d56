"""One customer's money step by step: the contribution ladder, and the price waterfall (SPEC 3)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kw_tui.core.metrics.costs import COSTS
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text, percent


@dataclass(frozen=True, slots=True)
class Step:
    """One line of arithmetic. A sum is what has been reached; any other step is taken off. None means not known."""

    id: str
    label: Text
    amount: Decimal | None
    is_sum: bool = False


_DEDUCTIONS = (
    ("line_discount", Text("Zeilenrabatt", "Line discount")),
    ("credit_notes", Text("Gutschriften", "Credit notes")),
    ("cash_discount", Text("Skonto", "Cash discount")),
    ("bonus", Text("Bonus", "Bonus")),
)
_GOODS = ("goods", Text("Wareneinsatz", "Goods"))
_RUNGS = (
    ("marketing", "db2", Text("DB II", "DB II")),
    ("selling", "db3", Text("DB III", "DB III")),
    ("service", "db4", Text("DB IV (Kundendeckungsbeitrag)", "DB IV (customer contribution)")),
)


def ladder_steps(row: Mapping[str, Any]) -> list[Step]:
    """From list revenue down to DB IV; `row` is one portfolio row. What is not known stands as None."""
    steps = [_sum(row, "list_revenue", Text("Listenumsatz", "List revenue")), *_taken(row, _DEDUCTIONS)]
    steps += [_sum(row, "revenue", Text("Nettoumsatz", "Net revenue")), *_taken(row, [_GOODS])]
    steps.append(_sum(row, "db1", Text("DB I", "DB I")))
    for rung, reached, label in _RUNGS:
        steps += _taken(row, [(cost.column, cost.label) for cost in COSTS if cost.rung == rung])
        steps.append(_sum(row, reached, label))
    return steps


def waterfall_steps(row: Mapping[str, Any]) -> list[Step]:
    """List price -> invoice price -> pocket price -> pocket margin, on the whole period's amounts."""
    off_invoice = list(_taken(row, [pair for pair in _DEDUCTIONS if pair[0] != "line_discount"]))
    on_invoice = list(_taken(row, _DEDUCTIONS[:1]))
    invoice = _less(row.get("list_revenue"), on_invoice)
    pocket = _less(invoice, off_invoice)
    goods = list(_taken(row, [_GOODS]))
    margin = _less(pocket, goods) if row.get("goods") is not None else None
    return [
        _sum(row, "list_revenue", Text("Listenpreis", "List price")),
        *on_invoice,
        Step("invoice_price", Text("Rechnungspreis", "Invoice price"), invoice, is_sum=True),
        *off_invoice,
        Step("pocket_price", Text("Realisierter Preis", "Pocket price"), pocket, is_sum=True),
        *goods,
        Step("pocket_margin", Text("Realisierte Marge", "Pocket margin"), margin, is_sum=True),
    ]


def relevant_steps(row: Mapping[str, Any], settings: Settings) -> list[Step]:
    """From net revenue down to the relevant contribution: of each cost only the share that goes with the customer [HO].

    Costs of which nothing is avoidable, or nothing is known, are left out.
    """
    steps = [_sum(row, "revenue", Text("Nettoumsatz", "Net revenue")), *_taken(row, [_GOODS])]
    for cost in COSTS:
        amount, share = row.get(cost.column), settings.number(cost.avoidable) if cost.avoidable else 1.0
        if amount and share:
            shown = Text(percent(share, "de", 0), percent(share, "en", 0))
            part = Text("{label} zu {share}", "{label}, {share} of it").format(label=cost.label, share=shown)
            steps.append(Step(cost.column, part, amount * Decimal(str(share))))
    return [*steps, _sum(row, "relevant_contribution", Text("Relevanter DB", "Relevant contribution"))]


def _sum(row: Mapping[str, Any], column: str, label: Text) -> Step:
    return Step(column, label, row.get(column), is_sum=True)


def _taken(row: Mapping[str, Any], columns: Iterable[tuple[str, Text]]) -> Iterator[Step]:
    return (Step(column, label, row.get(column)) for column, label in columns)


def _less(start: Decimal | None, steps: Iterable[Step]) -> Decimal | None:
    if start is None:
        return None
    return start - sum((step.amount for step in steps if step.amount is not None), Decimal(0))
