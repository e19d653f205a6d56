"""`kw customer ID`: everything about one customer, with the arithmetic."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import CustomerArgument, PeriodOption, SessionOption, ShortFormatOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.texts import Lang, Text, day, grouped, money, percent, printable

if TYPE_CHECKING:
    from kw_tui.core.decisions import Decision
    from kw_tui.core.metrics.ladder import Step
    from kw_tui.vocabulary.table import Column, Kind
    from kw_tui.workbench import CustomerStory, Workbench

MONTHS = 12
_FACTS = (
    "abc_sub", "kind", "rfm_segment", "region", "industry", "sales_rep", "customer_since", "contract_until",
    "first_order", "last_order", "orders", "regularity", "potential", "discount_rate", "db1_ratio",
    "relevant_contribution", "relevant_ratio",
)  # fmt: skip
_PLAN = (
    "proposal", "at_stake", "confidence", "step", "needed_step", "break_even_loss", "effective_date", "communication",
    "channel_to", "profit_change", "risks", "alternatives", "state", "claimed_by",
)  # fmt: skip


def add_customer(app: typer.Typer) -> None:
    """Add the command."""
    app.command("customer", cls=KwCommand, help=words.CUSTOMER.en)(_customer)


def _customer(
    ctx: typer.Context,
    customer_id: CustomerArgument,
    session: SessionOption = None,
    period: PeriodOption = None,
    form: ShortFormatOption = "table",
) -> None:
    voice = voice_of(ctx)
    bench = open_session(session, voice, period)
    story = bench.customer(customer_id)
    tell_notice(bench, voice)
    if form == "json":
        Sink(voice).json(_plain(story))
    else:
        Sink(voice).text("\n".join(_told(story, bench, voice.lang)))


def _plain(story: "CustomerStory") -> dict[str, Any]:
    frames = {name: getattr(story, name).rows(named=True) for name in ("findings", "lines", "monthly")}
    kept = {
        name: getattr(story, name)
        for name in ("row", "ladder", "ladder_before", "relevant", "waterfall", "proposal", "decisions")
    }
    return kept | frames


def _told(story: "CustomerStory", bench: "Workbench", lang: Lang) -> Iterable[str]:
    name = story.row.get("name") or ""
    yield printable(f"{story.row['customer_id']}  {name}")
    yield from _fields(story.row, _FACTS, bench, lang)
    yield from _headed(Text("Kundendeckungsbeitrag", "Contribution"), _ladder(story, lang), lang)
    yield from _headed(
        Text("Was mit dem Kunden wegfiele", "What would go with the customer"), _steps(story.relevant, lang), lang
    )
    yield from _headed(Text("Preistreppe", "Price waterfall"), _steps(story.waterfall, lang), lang)
    yield from _headed(Text("Umsatz nach Monaten", "Revenue by month"), _months(story, lang), lang)
    yield from _headed(Text("Konditionen", "Conditions"), _findings(story, lang), lang)
    if story.proposal:
        proposal = [*_fields(story.proposal, _PLAN, bench, lang), *_conditions(story.proposal, bench, lang)]
        yield from _headed(Text("Vorschlag", "Proposal"), proposal, lang)
    yield from _headed(Text("Entscheidungen", "Decisions"), [_decision(one, lang) for one in story.decisions], lang)


def _headed(title: Text, lines: Sequence[str], lang: Lang) -> list[str]:
    return ["", title.in_(lang), *lines] if lines else []


def _fields(row: Mapping[str, Any], ids: Sequence[str], bench: "Workbench", lang: Lang) -> list[str]:
    """A line for each known value of a row."""
    from kw_tui.cli.columns import columns_by_id, words_of_ids
    from kw_tui.cli.layout import cell

    known: Mapping[str, Column] = columns_by_id(bench)
    names = words_of_ids()
    told = [(known[id_], row[id_]) for id_ in ids if id_ in known and row.get(id_) not in (None, [])]
    return [f"  {column.label.in_(lang):<26}{cell(value, column, lang, names)}" for column, value in told]


def _steps(steps: "Sequence[Step]", lang: Lang) -> list[str]:
    """The arithmetic: sums marked by `=`, what is taken off by `-`."""
    labelled = [f"{'=' if step.is_sum else '-'} {step.label.in_(lang)}" for step in steps]
    return [f"  {label:<42}{_amount(step, lang):>18}" for label, step in zip(labelled, steps, strict=True)]


def _ladder(story: "CustomerStory", lang: Lang) -> list[str]:
    """The ladder with the period before beside it."""
    before = [_amount(step, lang) for step in story.ladder_before]
    return [f"{line}{amount:>18}" for line, amount in zip(_steps(story.ladder, lang), before, strict=True)]


def _amount(step: "Step", lang: Lang) -> str:
    return "–" if step.amount is None else money(step.amount, lang)


def _months(story: "CustomerStory", lang: Lang) -> list[str]:
    rows = story.monthly.tail(MONTHS).rows(named=True)
    return [f"  {row['month']:%Y-%m}{money(row['net_amount'], lang):>20}" for row in rows]


def _findings(story: "CustomerStory", lang: Lang) -> list[str]:
    """Each finding in a sentence."""
    from kw_tui.core.metrics.findings import FINDINGS

    lines = []
    for finding in FINDINGS:
        for row in story.findings.rows(named=True):
            if row["finding"] == finding.id:
                value, limit = (_figure(row[name], finding.kind, lang) for name in ("value", "limit"))
                told = finding.evidence.format(value=value, limit=limit)
                lines.append(f"  {finding.label.in_(lang)}: {told.in_(lang)}")
    return lines


def _conditions(proposal: Mapping[str, Any], bench: "Workbench", lang: Lang) -> list[str]:
    """Each condition up to its limit, the customer's value, and whether it holds."""
    from kw_tui.core.proposals.rules import all_rules

    known = {one.id: one for rule in all_rules(bench.settings, bench.as_of) for one in rule.conditions}
    lines = []
    for verdict in proposal["conditions"]:
        condition = known[verdict["id"]]
        value, limit = (_figure(verdict[name], condition.kind, lang) for name in ("value", "limit"))
        claim = f"{condition.label.in_(lang)} {limit}"
        lines.append(f"  {'✓' if verdict['holds'] else '✗'} {claim:<56}{value:>16}")
    return lines


def _figure(value: float | None, kind: "Kind", lang: Lang) -> str:
    """Write a value that was weighed as a plain number the way its kind reads."""
    if value is None:
        return "–"
    if kind.name == "RATIO":
        return percent(value, lang)
    return grouped(value, 0 if kind.name in ("COUNT", "MONEY") else 2, lang)


def _decision(decision: "Decision", lang: Lang) -> str:
    from kw_tui.core.decisions import ACTIONS

    action = ACTIONS.get(decision.action, Text(decision.action, decision.action)).in_(lang)
    told = [decision.when, decision.who, action, decision.reason]
    params = [f"{name} {_param(value, lang)}" for name, value in decision.params.items()]
    return "  " + printable("  ".join([part for part in told if part] + params))


def _param(value: Any, lang: Lang) -> str:
    return day(value, lang) if hasattr(value, "isoformat") else str(value)
