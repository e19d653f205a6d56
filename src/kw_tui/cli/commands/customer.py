"""`kw customer ID`: everything about one customer, with the arithmetic."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

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
from kw_tui.cli.commands.afterwards import past_lines
from kw_tui.cli.commands.neighbours import neighbour_lines
from kw_tui.cli.dealings import claim_lines, cross_selling_lines, score_lines
from kw_tui.cli.happenings import event_lines, order_lines, plain_timeline
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import CustomerArgument, PeriodOption, SessionOption, ShortFormatOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.cli.verdicts import (
    condition_lines,
    figure,
    option_lines,
    risk_lines,
    what_if_lines,
    why_not_let_go,
    why_nothing,
)
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
_PLAN = (
    "proposal", "at_stake", "confidence", "step", "needed_step", "break_even_loss", "effective_date", "communication",
    "channel_to", "profit_change", "state", "claimed_by",
)  # fmt: skip


LATEST = 12
"""Months and events that are told where everything else is told too."""
Part = Literal["overview", "potential", "service", "neighbours", "timeline"]


def add_customer(app: typer.Typer) -> None:
    """Add the command."""
    app.command("customer", cls=KwCommand, help=words.CUSTOMER.en)(_customer)


def _customer(
    ctx: typer.Context,
    customer_id: CustomerArgument,
    session: SessionOption = None,
    period: PeriodOption = None,
    form: ShortFormatOption = "table",
    part: Annotated[Part | None, typer.Option("--part", help=words.PART.en, show_default=False)] = None,
) -> None:
    voice = voice_of(ctx)
    bench = open_session(session, voice, period)
    story = bench.customer(customer_id)
    tell_notice(bench, voice)
    if form == "json":
        beside = {"neighbours": bench.neighbours(customer_id).rows(named=True)[1:]}
        Sink(voice).json(_plain(story) | beside | {"timeline": plain_timeline(bench.timeline(customer_id))})
    else:
        Sink(voice).text("\n".join(_told(story, bench, voice.lang, part)))


def _plain(story: "CustomerStory") -> dict[str, Any]:
    frames = {
        name: getattr(story, name).rows(named=True)
        for name in ("findings", "verdicts", "cross_selling", "lines", "monthly", "afterwards")
    }
    rate = {"hit_rate": asdict(story.hit_rate) | {"rate": story.hit_rate.rate}}
    return {one.name: (frames | rate).get(one.name, getattr(story, one.name)) for one in fields(story)}


def _told(story: "CustomerStory", bench: "Workbench", lang: Lang, part: Part | None) -> Iterable[str]:
    yield printable(f"{story.row['customer_id']}  {story.row.get('name') or ''}").rstrip()
    if part in (None, "overview"):
        yield from _fields(story.row, _FACTS, story, bench, lang)
    for name, sections in _SECTIONS.items():
        told = partial(sections, most=LATEST) if part is None and sections is _timeline else sections
        for title, lines in told(story, bench, lang) if part in (None, name) else ():
            if lines:
                yield from ("", title.in_(lang), *lines)
    if note := footnote(_assumed(story, part), story.assumptions, bench.settings, lang):
        yield from ("", *note)


Sections = Iterable[tuple[Text, list[str]]]


def _overview(story: "CustomerStory", bench: "Workbench", lang: Lang) -> Sections:
    yield Text("Kundendeckungsbeitrag", "Contribution"), ladder_lines(story, lang)
    yield Text("Was mit dem Kunden wegfiele", "What would go with the customer"), relevant_lines(story, lang)
    yield Text("Preistreppe", "Price waterfall"), waterfall_lines(story, lang)
    yield Text("Was zu erwarten ist", "What to expect"), outlook_lines(story, lang)
    yield Text("Rechnungsbeträge je Monat", "Invoiced by month"), month_lines(story, lang)
    yield PLACES["conditions"], _findings(story, lang)
    yield WORDS["proposal"], _proposal(story, bench, lang)
    yield Text("Was in Frage kommt", "What comes into question"), option_lines(story, lang)
    yield WORDS["risks"], risk_lines(story, lang)
    yield Text("Was wäre, wenn Menge verloren ginge", "What if volume is lost"), what_if_lines(story, lang)
    yield Text("Warum nicht beenden", "Why not let go"), why_not_let_go(story, lang)
    yield (
        Text("Warum nichts vorgeschlagen wird: was jeweils fehlt", "Why nothing is proposed: what is missing"),
        why_nothing(story, lang),
    )
    yield Text("Was daraus wurde", "What came of it"), past_lines(story.afterwards, lang)
    yield PLACES["decisions"], [_decision(one, lang) for one in story.decisions]


def _potential(story: "CustomerStory", bench: "Workbench", lang: Lang) -> Sections:
    yield Text("Potenzial im Jahr", "Potential a year"), _told_of("potential", story, bench, lang)
    yield Text("Aussage zum Potenzial", "Claim of potential"), claim_lines(story, bench.currency, lang)
    yield Text("Was sich dazu verkaufen ließe", "What could be sold besides"), cross_selling_lines(story, lang)
    yield Text("Scoring", "Scoring"), score_lines(story, lang)
    yield Text("Gesundheit", "Health"), _told_of("health", story, bench, lang)
    yield Text("Neuer Bedarf", "New need"), _told_of("new_need", story, bench, lang)


def _service(story: "CustomerStory", bench: "Workbench", lang: Lang) -> Sections:
    yield Text("Aufwand", "Effort"), _told_of("effort", story, bench, lang)
    yield Text("Zahlung", "Payment"), _told_of("payment", story, bench, lang)


def _neighbours(story: "CustomerStory", bench: "Workbench", lang: Lang) -> Sections:
    yield Text("Ähnliche Kunden", "Similar customers"), neighbour_lines(bench, story.row["customer_id"], lang)


def _timeline(story: "CustomerStory", bench: "Workbench", lang: Lang, most: int | None = None) -> Sections:
    known = bench.timeline(story.row["customer_id"])
    yield Text("Aufträge je Monat", "Orders by month"), order_lines(known, lang, most)
    yield Text("Was war", "What happened"), event_lines(known, bench.currency, lang, most)


_SECTIONS: Mapping[str, Callable[["CustomerStory", "Workbench", Lang], Sections]] = {
    "overview": _overview,
    "potential": _potential,
    "service": _service,
    "neighbours": _neighbours,
    "timeline": _timeline,
}


def _told_of(part: str, story: "CustomerStory", bench: "Workbench", lang: Lang) -> list[str]:
    """Figures of one subject; where there is nothing of the first, only those that are known all the same."""
    ids = [one.id for one in story.parts[part]]
    shown = ids if ids and story.row.get(ids[0]) is not None else [id_ for id_ in ids if story.row.get(id_)]
    return _fields(story.row, shown, story, bench, lang)


def _proposal(story: "CustomerStory", bench: "Workbench", lang: Lang) -> list[str]:
    if story.proposal is None:
        return []
    known = _fields(story.proposal, _PLAN, story, bench, lang)
    return [*known, *condition_lines(story.proposal["conditions"], lang)]


def _assumed(story: "CustomerStory", part: Part | None) -> list[str]:
    """The figures shown that rest on assumptions."""
    shown = {"overview": _FACTS, "potential": _ids(story, "potential", "score", "health", "new_need")}
    shown["service"] = _ids(story, "effort", "payment")
    asked = [id_ for name, ids in shown.items() if part in (None, name) for id_ in ids]
    known = [id_ for id_ in asked if story.row.get(id_)]
    if part not in (None, "overview"):
        return known
    return [*known, *(id_ for id_ in _PLAN if (story.proposal or {}).get(id_)), *assumed_steps(story)]


def _ids(story: "CustomerStory", *parts: str) -> tuple[str, ...]:
    return tuple(one.id for part in parts for one in story.parts[part])


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
        lines.append(f"  {column.label.in_(lang):<31}{told}")
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
