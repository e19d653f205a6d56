"""`kw customer ID`: everything about one customer, with the arithmetic."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import typer

from kw_tui.cli import words
from kw_tui.cli.arithmetic import (
    assumed_steps,
    because,
    ladder_lines,
    month_lines,
    outlook_lines,
    relevant_lines,
    waterfall_lines,
)
from kw_tui.cli.assumed import MARK, footnote
from kw_tui.cli.commands.neighbours import BESIDE, neighbour_lines
from kw_tui.cli.dealings import claim_lines, cross_selling_lines
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import CustomerArgument, PeriodOption, SessionOption, ShortFormatOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.cli.verdicts import condition_lines, figure, what_if_lines, why_not_let_go, why_nothing
from kw_tui.vocabulary.texts import Lang, Text, printable
from kw_tui.vocabulary.words import PLACES, WORDS

if TYPE_CHECKING:
    from kw_tui.core.decisions import Decision
    from kw_tui.workbench import CustomerStory, Workbench

_FACTS = (
    "abc_sub", "kind", "rfm_segment", "cluster", "region", "industry", "sales_rep", "customer_since", "contract_until",
    "first_order", "last_order", "orders", "regularity", "trend", "health_class", "potential", "potential_basis",
    "potential_confidence", "wallet", "score", "score_confidence", "discount_rate", "db1_ratio",
    "db1_ratio_change", "relevant_contribution", "relevant_ratio",
)  # fmt: skip
_EFFORT = (
    "tickets", "ticket_minutes", "first_contact_share", "resolved_share", "resolution_days", "ces", "ces_scale",
    "ces_index",
)  # fmt: skip
_PAYMENT = (
    "paid_share", "days_to_pay", "days_beyond_due", "credit_cost", "late_cash_discount", "cash_discount_annual",
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
        Sink(voice).json(_plain(story) | {"neighbours": bench.neighbours(customer_id, BESIDE).rows(named=True)[1:]})
    else:
        Sink(voice).text("\n".join(_told(story, bench, voice.lang)))


def _plain(story: "CustomerStory") -> dict[str, Any]:
    frames = {
        name: getattr(story, name).rows(named=True)
        for name in ("findings", "verdicts", "cross_selling", "lines", "monthly")
    }
    rate = {"hit_rate": asdict(story.hit_rate) | {"rate": story.hit_rate.rate}}
    return {one.name: (frames | rate).get(one.name, getattr(story, one.name)) for one in fields(story)}


def _told(story: "CustomerStory", bench: "Workbench", lang: Lang) -> Iterable[str]:
    yield printable(f"{story.row['customer_id']}  {story.row.get('name') or ''}").rstrip()
    yield from _fields(story.row, _FACTS, story, bench, lang)
    for title, lines in _sections(story, bench, lang):
        if lines:
            yield from ("", title.in_(lang), *lines)
    if note := footnote(_assumed(story), story.assumptions, bench.settings, lang):
        yield from ("", *note)


def _sections(story: "CustomerStory", bench: "Workbench", lang: Lang) -> Iterable[tuple[Text, list[str]]]:
    yield Text("Kundendeckungsbeitrag", "Contribution"), ladder_lines(story, lang)
    yield Text("Was mit dem Kunden wegfiele", "What would go with the customer"), relevant_lines(story, lang)
    yield Text("Preistreppe", "Price waterfall"), waterfall_lines(story, lang)
    yield Text("Was zu erwarten ist", "What to expect"), outlook_lines(story, lang)
    yield Text("Aufwand", "Effort"), _told_of(_EFFORT, story, bench, lang)
    yield Text("Zahlung", "Payment"), _told_of(_PAYMENT, story, bench, lang)
    yield Text("Rechnungsbeträge je Monat", "Invoiced by month"), month_lines(story, lang)
    yield PLACES["conditions"], _findings(story, lang)
    yield WORDS["proposal"], _proposal(story, bench, lang)
    yield Text("Was wäre, wenn Menge verloren ginge", "What if volume is lost"), what_if_lines(story, lang)
    yield Text("Was sich dazu verkaufen ließe", "What could be sold besides"), cross_selling_lines(story, lang)
    yield Text("Wie Aussagen zum Potenzial ausgingen", "How claims of potential came out"), claim_lines(story, lang)
    yield Text("Warum nicht beenden", "Why not let go"), why_not_let_go(story, lang)
    yield (
        Text("Warum nichts vorgeschlagen wird: was jeweils fehlt", "Why nothing is proposed: what is missing"),
        why_nothing(story, lang),
    )
    yield Text("Ähnliche Kunden", "Similar customers"), neighbour_lines(bench, story.row["customer_id"], lang)
    yield PLACES["decisions"], [_decision(one, lang) for one in story.decisions]


def _told_of(ids: Sequence[str], story: "CustomerStory", bench: "Workbench", lang: Lang) -> list[str]:
    """Figures of one subject; where there is nothing of the first, only those that are known all the same."""
    shown = ids if story.row.get(ids[0]) else [id_ for id_ in ids if story.row.get(id_)]
    return _fields(story.row, shown, story, bench, lang)


def _proposal(story: "CustomerStory", bench: "Workbench", lang: Lang) -> list[str]:
    if story.proposal is None:
        return []
    known = _fields(story.proposal, _PLAN, story, bench, lang)
    return [*known, *condition_lines(story.proposal["conditions"], lang)]


def _assumed(story: "CustomerStory") -> list[str]:
    """The figures shown that rest on assumptions."""
    shown = (*_FACTS, *_EFFORT, *_PAYMENT)
    known = [id_ for row, ids in ((story.row, shown), (story.proposal or {}, _PLAN)) for id_ in ids if row.get(id_)]
    return [*known, *assumed_steps(story)]


def _fields(
    row: Mapping[str, Any], ids: Sequence[str], story: "CustomerStory", bench: "Workbench", lang: Lang
) -> list[str]:
    """A line for each value of a row that is known, or of which it is known why it is not."""
    from kw_tui.cli.columns import columns_by_id, words_of_ids
    from kw_tui.cli.layout import cell

    known, names, lines = columns_by_id(bench), words_of_ids(), []
    for column in (known[id_] for id_ in ids if id_ in known):
        value, reason = row.get(column.id), story.reasons.get(column.id)
        if value in (None, []) and reason is None:
            continue
        mark = f" {MARK}" if column.id in story.assumptions else ""
        told = because(reason.in_(lang)) if value is None and reason else cell(value, column, lang, names) + mark
        if too_high := story.overstated.get(column.id):
            told += f"  ({too_high.in_(lang)})"
        lines.append(f"  {column.label.in_(lang):<28}{told}")
    return lines


def _findings(story: "CustomerStory", lang: Lang) -> list[str]:
    """Each finding in a sentence."""
    from kw_tui.core.metrics.findings import FINDINGS

    lines = []
    for finding in FINDINGS:
        for row in story.findings.rows(named=True):
            if row["finding"] == finding.id:
                value, limit = (figure(row[name], finding.kind, lang) for name in ("value", "limit"))
                told = finding.evidence.format(value=value, limit=limit)
                lines.append(f"  {finding.label.in_(lang)}: {told.in_(lang)}")
    return lines


def _decision(decision: "Decision", lang: Lang) -> str:
    from kw_tui.core.decisions import ACTIONS

    action = ACTIONS.get(decision.action, Text(decision.action, decision.action)).in_(lang)
    told = [decision.when, decision.who, action, decision.reason]
    params = [_param(name, value, lang) for name, value in decision.params.items()]
    return "  " + printable("  ".join([part for part in told if part] + params))


def _param(name: str, value: str, lang: Lang) -> str:
    from kw_tui.cli.layout import cell
    from kw_tui.vocabulary.table import Column, Kind

    column = Column(name, Kind.RATIO if name == "step" else Kind.TEXT, WORDS.get(name, Text(name, name)))
    return f"{column.label.in_(lang)} {cell(value, column, lang, {})}"
