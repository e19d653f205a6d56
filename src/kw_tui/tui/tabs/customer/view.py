"""One customer's story as lines. Pure."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kw_tui.core.segmentation.segments import segment_label
from kw_tui.tui import figures
from kw_tui.tui.lines import BLANK, Line, beside, clipped, title, trimmed, wrapped
from kw_tui.tui.looking_back import changes, verdict_lines
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.of_months import months
from kw_tui.tui.tabs.customer import because, money
from kw_tui.tui.widgets.fields import WIDEST_NAME, Field, text, words
from kw_tui.tui.words import ACTIONS, NOBODY, word
from kw_tui.vocabulary.texts import Lang, Text, day

if TYPE_CHECKING:
    from kw_tui.workbench import CustomerStory

TWO_COLUMNS = 108
MONTH_ROWS = 7


def _exact(value: Any, lang: Lang) -> str:
    return figures.amount(value, lang, 2)


DOCUMENTS = {
    "invoice": Text("Rechnung", "invoice"),
    "credit": Text("Gutschrift", "credit"),
    "cancel": Text("Storno", "cancelled"),
}
LINE_FIELDS: tuple[Field, ...] = (
    Field("invoice_date", Text("Datum", "Date"), 10, figures.date_or_dash),
    Field("invoice_no", Text("Rechnung", "Invoice"), 10, text),
    Field("product_id", Text("Artikel", "Product"), 9, text),
    Field("product_name", Text("Bezeichnung", "Name"), 12, text, widest=WIDEST_NAME),
    Field("quantity", Text("Menge", "Qty"), 7, figures.amount, "right", is_signed=True),
    Field("net_amount", Text("netto", "Net"), 11, _exact, "right", is_signed=True, adds_up=True),
    Field("cost_amount", Text("Wareneinsatz", "Goods"), 12, _exact, "right", adds_up=True),
    Field("doc_type", Text("Beleg", "Document"), 10, words(DOCUMENTS)),
)


def story_lines(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return the whole story; in two columns where there is room."""
    if width < TWO_COLUMNS:
        parts = [
            because.proposal(story, lang, currency, width),
            because.why_not(story, lang, width),
            money.ladder(story, lang, currency, width),
            because.what_if(story, lang, currency, width),
            because.findings(story, lang, width),
            money.relevant(story, lang, width),
            money.outlook(story, lang, width),
            money.waterfall(story, lang, currency, width),
            _months(story, lang, currency, width),
            _afterwards(story, lang, width),
            _decisions(story, lang, width),
        ]
        return [*head(story.row, lang, width), BLANK, *joined(parts)]
    left = (width - 4) * 65 // 100
    right = width - 4 - left
    amounts = [
        money.ladder(story, lang, currency, left),
        money.relevant(story, lang, left),
        money.outlook(story, lang, left),
        money.waterfall(story, lang, currency, left),
    ]
    why = [
        because.proposal(story, lang, currency, right),
        because.why_not(story, lang, right),
        because.what_if(story, lang, currency, right),
        because.findings(story, lang, right),
        _months(story, lang, currency, right),
        _afterwards(story, lang, right),
        _decisions(story, lang, right),
    ]
    return [*head(story.row, lang, width), BLANK, *beside(joined(amounts), joined(why), left, 4)]


def joined(parts: Sequence[Sequence[Line]]) -> list[Line]:
    """Put parts below each other, a blank line after each; empty ones are left out."""
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
    return [trimmed(first, width), ((clipped(" · ".join([orders, last, *known]), width), "dim"),)]


def _months(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """What each month brought, and what was left of it; nothing where nothing was sold."""
    return [] if story.monthly.is_empty() else drawing.among(months(story, currency), MONTH_ROWS, lang, width)


def _afterwards(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """What came of each past measure; nothing where none has taken effect."""
    if story.afterwards.is_empty():
        return []
    lines: list[Line] = [title(Text("Was daraus wurde", "What came of it").in_(lang), width)]
    for row in story.afterwards.iter_rows(named=True):
        since = Text(" · gültig ab {day}", " · effective {day}").format(day=day(row["effective_date"], lang)).in_(lang)
        lines.append(trimmed(((word(ACTIONS, row["action"], lang), "strong"), (since, "dim")), width))
        lines += verdict_lines(row, lang, width)
        lines += [((part, "dim"),) for part in wrapped(" · ".join(changes(row, lang, story.assumptions)), width)]
    return lines


def _decisions(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    heading = title(Text("Entscheidungen", "Decisions").in_(lang), width)
    if not story.decisions:
        return [heading, ((Text("noch keine", "none yet").in_(lang), "dim"),)]
    lines: list[Line] = [heading]
    for decision in reversed(story.decisions):
        action = word(ACTIONS, decision.action, lang)
        taken: Line = ((f"{moment(decision.when, lang)} ", "dim"), (action, "strong"), (f" · {decision.who}", "dim"))
        lines.append(trimmed(taken, width))
        lines += [((f"  {part}", ""),) for part in wrapped(decision.reason, width - 2)]
    return lines


def moment(when: str, lang: Lang) -> str:
    """Write the day of an ISO moment."""
    from datetime import datetime

    try:
        return day(datetime.fromisoformat(when).date(), lang)
    except ValueError:
        return when[:10]
