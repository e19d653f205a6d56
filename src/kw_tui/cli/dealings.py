"""What more could be done with a customer, in lines: groups to sell besides, and how past claims came out."""

from typing import TYPE_CHECKING

from kw_tui.vocabulary.texts import Lang, Text, grouped, money, percent, printable

if TYPE_CHECKING:
    from kw_tui.core.decisions import HitRate
    from kw_tui.workbench import CustomerStory

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


def claim_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """The hit rate of past claims, where the customer's potential rests on one."""
    rests = story.row.get("potential_basis") == "claim"
    return [f"  {hit_rate_line(story.hit_rate).in_(lang)}"] if rests else []
