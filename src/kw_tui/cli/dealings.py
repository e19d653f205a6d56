"""What more could be done with a customer, in lines: groups to sell besides, and how past claims came out."""

from typing import TYPE_CHECKING

from kw_tui.vocabulary.texts import Lang, Text, day, grouped, money, percent, printable

if TYPE_CHECKING:
    from kw_tui.core.decisions import HitRate
    from kw_tui.workbench import CustomerStory
    from kw_tui.workbench.scored import Scored

_GROUP = Text(
    "  {group:<26}{amount:>12}  Chance {chance}, Lift {lift} bei Käufern von {because} (beides: {support} der Kunden)",
    "  {group:<26}{amount:>12}  chance {chance}, lift {lift} with buyers of {because} (both: {support} of customers)",
)


def cross_selling_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """A line a product group: the contribution to expect in a year, and what it follows from."""
    return [
        printable(
            _GROUP.in_(lang).format(
                group=row["product_group"],
                amount=money(row["expected_contribution"], lang),
                chance=percent(row["chance"], lang),
                lift=grouped(row["lift"], 1, lang),
                because=row["because"],
                support=percent(row["support"], lang),
            )
        )
        for row in story.cross_selling.rows(named=True)
    ]


def hit_rate_line(rate: "HitRate") -> Text:
    """How many claims of potential came true."""
    if rate.rate is None:
        return Text("noch keine Aussage zum Potenzial ist abgelaufen", "no claim of potential has run out yet")
    told = Text(
        "von {settled} abgelaufenen Aussagen zum Potenzial trafen {hits} ein ({share})",
        "of {settled} claims of potential that ran out {hits} came true ({share})",
    )
    share = Text(percent(rate.rate, "de"), percent(rate.rate, "en"))
    return told.format(settled=rate.settled, hits=rate.hits, share=share)


def claim_lines(story: "CustomerStory", currency: str, lang: Lang) -> list[str]:
    """The claim that stands with its evidence, and how past claims came out; nothing where nobody ever claimed."""
    lines = [f"  {hit_rate_line(story.hit_rate).in_(lang)}"] if story.claim or story.hit_rate.settled else []
    if story.claim is None:
        return lines
    one = story.claim
    told = Text("{amount} mehr im Jahr bis {day} ({who}): {why}", "{amount} more a year until {day} ({who}): {why}")
    amount = money(one.amount, lang, currency)
    said = told.in_(lang).format(amount=amount, day=day(one.until, lang), who=one.who, why=one.evidence)
    return [f"  {printable(said)}", *lines]


def score_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """A line a criterion: the customer's value, where its band begins, points, weight, and what it adds."""
    from kw_tui.cli.layout import fitted, padded

    names = (
        *(Text("Kriterium", "Criterion"), Text("Wert", "Value"), Text("ab", "from"), Text("Punkte", "Points")),
        *(Text("Gewicht", "Weight"), Text("zählt", "Counts")),
    )
    widths = (22, 20, 10, 8, 9, 8)
    rows = [[name.in_(lang) for name in names], *(_criterion(one, lang) for one in story.scoring)]
    if len(rows) == 1:
        return []
    return [
        "  "
        + "".join(
            padded(fitted(printable(text), room - 1), room, right=place > 0)
            for place, (text, room) in enumerate(zip(row, widths, strict=False))
        )
        + (f"  ({row[-1]})" if len(row) > len(widths) else "")
        for row in rows
    ]


def _criterion(one: "Scored", lang: Lang) -> list[str]:
    value = _UNKNOWN if one.value is None else one.value if one.number is None else _number(one.number, lang)
    band = "" if one.band is None or one.band <= NO_LIMIT else _number(one.band, lang)
    points, adds = (_UNKNOWN if each is None else grouped(each, 1, lang) for each in (one.points, one.adds))
    told = [one.label.in_(lang), value, band, points, percent(one.weight, lang, 0), adds]
    return [*told, one.reason.in_(lang)] if one.reason is not None else told


def _number(value: float, lang: Lang) -> str:
    return grouped(value, 0 if value.is_integer() else 2, lang)


_UNKNOWN = "–"
NO_LIMIT = -100
"""Where a band begins below which nothing lies: not worth telling."""
