"""One customer's story as lines. Pure."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from kw_tui.core.metrics.findings import FINDINGS
from kw_tui.core.segmentation.segments import segment_label
from kw_tui.tui import figures
from kw_tui.tui.lines import BLANK, Line, Role, beside, clipped, filled, pair, title, wrapped
from kw_tui.tui.widgets.charts import columns, span
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.tui.widgets.reasons import condition_lines, figure, risk_lines
from kw_tui.tui.words import ACTIONS, NOBODY, word
from kw_tui.vocabulary.texts import Lang, Text, day

if TYPE_CHECKING:
    from kw_tui.core.metrics.ladder import Step
    from kw_tui.workbench import CustomerStory

TWO_COLUMNS = 108
AMOUNT = 10
LABEL = 27


def _exact(value: Any, lang: Lang) -> str:
    return figures.amount(value, lang, 2)


LINE_FIELDS: tuple[Field, ...] = (
    Field("invoice_date", Text("Datum", "Date"), 10, figures.date_or_dash),
    Field("invoice_no", Text("Rechnung", "Invoice"), 10, text),
    Field("product_id", Text("Artikel", "Product"), 9, text),
    Field("product_name", Text("Bezeichnung", "Name"), 14, text),
    Field("quantity", Text("Menge", "Quantity"), 8, figures.amount, "right", is_signed=True),
    Field("net_amount", Text("netto", "Net"), 11, _exact, "right", is_signed=True),
    Field("cost_amount", Text("Wareneinsatz", "Goods"), 12, _exact, "right"),
    Field("doc_type", Text("Beleg", "Document"), 10, text),
)


def story_lines(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return the whole story; in two columns where there is room."""
    if width < TWO_COLUMNS:
        parts = [
            _proposal(story, lang, currency, width),
            _ladder(story, lang, currency, width),
            _findings(story, lang, width),
            _relevant(story, lang, width),
            _waterfall(story, lang, width),
            _months(story, lang, currency, width),
            _decisions(story, lang, width),
        ]
        return [*head(story.row, lang, width), BLANK, *_joined(parts)]
    left = (width - 4) * 58 // 100
    right = width - 4 - left
    money = [_ladder(story, lang, currency, left), _relevant(story, lang, left), _waterfall(story, lang, left)]
    why = [
        _proposal(story, lang, currency, right),
        _findings(story, lang, right),
        _months(story, lang, currency, right),
        _decisions(story, lang, right),
    ]
    return [*head(story.row, lang, width), BLANK, *beside(_joined(money), _joined(why), left, 4)]


def _joined(parts: Sequence[Sequence[Line]]) -> list[Line]:
    return [line for part in parts if part for line in (*part, BLANK)]


def head(row: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    """Return who it is, in two lines."""
    kinds = [segment_label(by, row[by]).in_(lang) for by in ("kind", "rfm_segment") if row.get(by) is not None]
    first: Line = (
        (clipped(row["name"] or NOBODY.in_(lang), width // 2), "strong"),
        (f"  {row['customer_id']}", "dim"),
        (f"  {row.get('abc_sub') or figures.UNKNOWN}", "accent"),
        (f"  {' · '.join(kinds)}", ""),
    )
    known = [str(row[one]) for one in ("channel", "sales_rep", "region", "industry") if row.get(one) is not None]
    orders = Text("{count} Aufträge", "{count} orders").in_(lang).format(count=figures.count(row.get("orders"), lang))
    last = Text("letzter {day}", "last {day}").in_(lang).format(day=figures.date_or_dash(row.get("last_order"), lang))
    return [first, ((clipped(" · ".join([*known, orders, last]), width), "dim"),)]


def _ladder(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Line by line from list revenue to DB IV, this period and the one before, each step a floating block."""
    heading = Text("Deckungsbeitrag in {currency}", "Contribution in {currency}").format(currency=currency).in_(lang)
    chart = max(0, min(28, width - LABEL - 2 * (AMOUNT + 1) - 1))
    label = width - 2 * (AMOUNT + 1) - (chart + 1 if chart >= 8 else 0)
    now, before = Text("Zeitraum", "period").in_(lang), Text("davor", "before").in_(lang)
    over: Line = ((" " * label, ""), *((filled(name, AMOUNT + 1, right=True), "dim") for name in (now, before)))
    pairs = zip(story.ladder, story.ladder_before, strict=True)
    rows = [(step.label.in_(lang), step.amount, before.amount, step.is_sum) for step, before in pairs]
    blocks = _blocks(story.ladder, chart) if chart >= 8 else [""] * len(rows)
    lines = [_step(row, block, label, lang) for row, block in zip(rows, blocks, strict=True)]
    relevant = Text("Relevanter Deckungsbeitrag", "Relevant contribution").in_(lang)
    values = (story.row.get("relevant_contribution"), story.row.get("relevant_contribution_prev"))
    last = _step((relevant, *values, True), "", label, lang)
    return [title(heading, width), over, *lines, last]


def _relevant(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """What would go with the customer: the arithmetic behind the relevant contribution."""
    if not story.relevant:
        return []
    heading = Text("Was mit dem Kunden wegfiele", "What would go with the customer").in_(lang)
    lines = [title(heading, width)]
    for step in story.relevant:
        label = step.label.in_(lang) if step.is_sum else f"  − {step.label.in_(lang)}"
        look: Role = "strong" if step.is_sum else "dim"
        amount = _amount(step.amount, lang, strong=step.is_sum)
        lines.append(((filled(label, width - AMOUNT - 1), look), (" ", ""), amount))
    return lines


def _step(row: tuple[str, Any, Any, bool], block: str, width: int, lang: Lang) -> Line:
    label, now, before, is_sum = row
    look: Role = "strong" if is_sum else "dim"
    sign = "" if is_sum else "− "
    label = label if cell_len(label) <= width else label.partition(" (")[0]
    shown = filled(label if is_sum else f"  {sign}{label}", width)
    line: Line = (
        (shown, look),
        (" ", ""),
        _amount(now, lang, strong=is_sum),
        (" ", ""),
        _amount(before, lang, dim=True),
    )
    return (*line, (f" {block}", _block_role(now, is_sum=is_sum))) if block else line


def _block_role(value: Any, *, is_sum: bool) -> Role:
    if not is_sum:
        return "dim"
    return "negative" if value is not None and value < 0 else "accent"


def _amount(value: Any, lang: Lang, *, strong: bool = False, dim: bool = False) -> tuple[str, Role]:
    shown = filled(figures.amount(value, lang), AMOUNT, right=True)
    if value is not None and value < 0:
        return shown, "negative"
    return shown, "strong" if strong else "dim" if dim else ""


def _blocks(steps: Sequence["Step"], width: int) -> list[str]:
    """Return the blocks of a waterfall: sums stand on zero, steps hang where they are taken off."""
    level = 0.0
    ends: list[tuple[float, float] | None] = []
    for step in steps:
        if step.amount is None:
            ends.append(None)
        elif step.is_sum:
            level = float(step.amount)
            ends.append((0.0, level))
        else:
            ends.append((level - float(step.amount), level))
            level -= float(step.amount)
    known = [end for pair_ in ends if pair_ is not None for end in pair_]
    low, high = min(known, default=0.0), max(known, default=0.0)
    return [" " * width if pair_ is None else _block(pair_, low, high, width) for pair_ in ends]


def _block(ends: tuple[float, float], low: float, high: float, width: int) -> str:
    return " " * width if ends[0] == ends[1] else span(*ends, low, high, width)


def _waterfall(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    heading = Text("Preistreppe in % vom Listenpreis", "Price waterfall as % of list price").in_(lang)
    start = story.waterfall[0].amount if story.waterfall else None
    if not start:
        return []
    chart = max(8, min(30, width - 40))
    lines: list[Line] = [title(heading, width)]
    for step, block in zip(story.waterfall, _blocks(story.waterfall, chart), strict=True):
        look: Role = "strong" if step.is_sum else "dim"
        share = None if step.amount is None else float(step.amount / start) * (1 if step.is_sum else -1)
        label = step.label.in_(lang) if step.is_sum else f"  {step.label.in_(lang)}"
        is_loss = step.is_sum and share is not None and share < 0
        percent = filled(figures.ratio(share, lang), 9, right=True)
        lines.append(
            (
                (filled(label, width - chart - 10), look),
                (percent, "negative" if is_loss else look),
                (f" {block}", "accent" if step.is_sum else "dim"),
            )
        )
    return lines


def _proposal(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    heading = title(Text("Vorschlag", "Proposal").in_(lang), width)
    row = story.proposal
    if row is None:
        return [heading, ((Text("keiner: alles im Rahmen", "none: nothing to object to").in_(lang), "dim"),)]
    step = f" +{figures.ratio(row['step'], lang)}" if row["step"] is not None else ""
    stake = figures.short(row["at_stake"], lang, currency)
    return [
        heading,
        pair_strong(
            f"→ {word(ACTIONS, row['proposal'], lang)}{step}", f"{stake} {Text('im Jahr', 'a year').in_(lang)}", width
        ),
        *condition_lines(row["conditions"] or [], lang, width),
        *risk_lines(row["risks"] or [], lang, width),
    ]


def pair_strong(left: str, right: str, width: int) -> Line:
    """Return a claim at the left in the accent, its figure at the right."""
    label, *rest = pair(left, right, width, "strong")
    return ((label[0], "accent"), *rest)


def _findings(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    heading = title(Text("Konditionen", "Conditions granted").in_(lang), width)
    known = {finding.id: finding for finding in FINDINGS}
    lines: list[Line] = [heading]
    for row in story.findings.iter_rows(named=True):
        finding = known.get(row["finding"])
        if finding is None:
            continue
        evidence = finding.evidence.in_(lang).format(
            value=figure(row["value"], finding.kind, lang), limit=figure(row["limit"], finding.kind, lang)
        )
        lines.append((("! ", "warning"), (finding.label.in_(lang), "warning")))
        lines += [((f"  {part}", "dim"),) for part in wrapped(evidence, width - 2)]
    if len(lines) == 1:
        lines.append(((Text("keine Auffälligkeit", "nothing conspicuous").in_(lang), "dim"),))
    return lines


def _months(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    months = story.monthly.tail(max(6, min(36, (width - 12) // 2)))
    if months.is_empty():
        return []
    heading = title(Text("Umsatz je Monat", "Revenue by month").in_(lang), width)
    values = [float(value) for value in months["net_amount"]]
    first, last = months["month"][0], months["month"][-1]
    drawn: list[Line] = [((row, "accent"),) for row in columns(values, 4, gap=1)]
    axis = f"{first:%m/%y}".ljust(max(6, len(values) * 2 - 6)) + f"{last:%m/%y}"
    best = figures.short(max(values), lang, currency)
    latest = figures.short(values[-1], lang, currency)
    told = Text("höchster {best} · zuletzt {latest}", "highest {best} · latest {latest}").in_(lang)
    return [heading, *drawn, ((axis, "dim"),), ((told.format(best=best, latest=latest), ""),)]


def _decisions(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    heading = title(Text("Entscheidungen", "Decisions").in_(lang), width)
    if not story.decisions:
        return [heading, ((Text("noch keine", "none yet").in_(lang), "dim"),)]
    lines: list[Line] = [heading]
    for decision in reversed(story.decisions):
        action = word(ACTIONS, decision.action, lang)
        lines.append(((f"{moment(decision.when, lang)} ", "dim"), (action, "strong"), (f" · {decision.who}", "dim")))
        lines += [((f"  {part}", ""),) for part in wrapped(decision.reason, width - 2)]
    return lines


def moment(when: str, lang: Lang) -> str:
    """Write the day of an ISO moment."""
    from datetime import datetime

    try:
        return day(datetime.fromisoformat(when).date(), lang)
    except ValueError:
        return when[:10]
