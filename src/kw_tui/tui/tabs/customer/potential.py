"""What more could be done with one customer: potential, claims, cross-selling, score, health, new need. Pure."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role, clipped, filled, title
from kw_tui.tui.tabs.customer.telling import cells, figure_lines, reason_lines, sentence, written
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import CustomerStory
    from kw_tui.workbench.parts import Told
    from kw_tui.workbench.scored import Scored

NO_CLAIM = Text("keine; mit <customer.claim> wird eine aufgenommen", "none; press <customer.claim> to make one")
NO_GROUP = Text(
    "keine Warengruppe, die ähnliche Kunden kaufen und dieser nicht",
    "no product group that similar customers buy and this one does not",
)
_CROSS_NAMES = (
    *(Text("Gruppe", "group"), Text("DB I", "DB I"), Text("Chance", "chance"), Text("Lift", "lift")),
    *(Text("Kunden", "customers"), Text("  zu", "  with")),
)
NO_CRITERIA = Text("die Sitzung hat kein Scoring", "the session has no scoring")


def potential(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return what more it could buy in a year, and what that is told from."""
    heading = Text("Potenzial im Jahr in {currency}", "Potential a year in {currency}").format(currency=currency)
    told = story.parts.get("potential", ())
    return [title(heading.in_(lang), width), *figure_lines(told, lang, width, ("potential", "opportunity"))]


def claim(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return the claim of potential that stands, and what came of all that have run out."""
    lines: list[Line] = [title(Text("Aussage zum Potenzial", "Claim of potential").in_(lang), width)]
    if story.claim is None:
        lines.append(((NO_CLAIM.in_(lang), "dim"),))
    else:
        said = Text("{amount} mehr im Jahr, bis {day} · {who}", "{amount} more a year, until {day} · {who}").in_(lang)
        amount, day = figures.short(story.claim.amount, lang, currency), figures.date_or_dash(story.claim.until, lang)
        lines.append(((clipped(said.format(amount=amount, day=day, who=story.claim.who), width), "strong"),))
        proof = Text("Beleg: {text}", "evidence: {text}").in_(lang).format(text=story.claim.evidence)
        lines += sentence(proof, width, "", most=3)
    return [*lines, *(sentence(hits(story, lang), width) if story.claim or story.hit_rate.settled else [])]


def hits(story: "CustomerStory", lang: Lang) -> str:
    """Return the hit rate of claims in a sentence."""
    rate = story.hit_rate
    if rate.rate is None:
        return Text("noch keine Aussage ist abgelaufen", "no claim has run out yet").in_(lang)
    told = Text(
        "von {settled} abgelaufenen trafen {hits} ein ({share})", "of {settled} that ran out {hits} came true ({share})"
    )
    return told.in_(lang).format(hits=rate.hits, settled=rate.settled, share=figures.ratio(rate.rate, lang))


def cross_selling(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Return the product groups to sell besides: contribution to expect, chance, lift, support, and because of what."""
    heading = title(Text("Dazu verkaufen: DB I im Jahr", "Sell besides: DB I a year").in_(lang), width)
    if story.cross_selling.is_empty():
        return [heading, *sentence(NO_GROUP.in_(lang), width)]
    fixed = (9, 9, 6, 10)
    room = width - sum(fixed)
    behind = room * 2 // 5
    widths = (behind - room, *fixed, -behind)
    lines = [heading, cells([name.in_(lang) for name in _CROSS_NAMES], widths, ["dim"] * 6)]
    for row in story.cross_selling.iter_rows(named=True):
        texts = (
            str(row["product_group"]),
            figures.amount(row["expected_contribution"], lang),
            figures.ratio(row["chance"], lang, 0),
            figures.amount(row["lift"], lang, 1),
            figures.ratio(row["support"], lang),
            f"  {row['because']}",
        )
        lines.append(cells(texts, widths, ("", "strong", "", "", "", "dim")))
    return lines


# Score


def score(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Return the criteria of the score: value, band, points, weight, and what each adds."""
    told = {one.id: one for one in story.parts.get("score", ())}
    lines: list[Line] = [title(_score_heading(told, lang), width)]
    if not story.scoring:
        return [*lines, ((NO_CRITERIA.in_(lang), "dim"),)]
    fixed = (8, 8, 8, 8)
    label = max(12, min(18, width - sum(fixed) - 10))
    widths = (-label, width - label - sum(fixed), *fixed)
    names = (
        *(Text("Kriterium", "criterion"), Text("Wert", "value"), Text("ab", "from"), Text("Punkte", "points")),
        *(Text("Gewicht", "weight"), Text("zählt", "counts")),
    )
    lines.append(cells([name.in_(lang) for name in names], widths, ["dim"] * 6))
    lines += [_criterion(one, lang, widths) for one in story.scoring if one.points is not None]
    missing = [one for one in story.scoring if one.points is None]
    return [*lines, *_missing(missing, lang, width)]


def _score_heading(told: Mapping[str, "Told"], lang: Lang) -> str:
    if "score" not in told or told["score"].value is None:
        return Text("Score unbekannt", "Score unknown").in_(lang)
    said = Text("Score {score} von 100, Sicherheit {sure}", "Score {score} of 100, confidence {sure}").in_(lang)
    sure = figures.ratio(told["score_confidence"].value, lang, 0) if "score_confidence" in told else figures.UNKNOWN
    return said.format(score=written(told["score"], lang), sure=sure)


def _criterion(one: "Scored", lang: Lang, widths: Sequence[int]) -> Line:
    value = number(one.number, lang) if one.number is not None else one.value or figures.UNKNOWN
    adds = figures.amount(one.adds, lang, 1)
    texts = (one.label.in_(lang), value, band(one.band, lang), figures.amount(one.points, lang))
    return cells((*texts, figures.ratio(one.weight, lang, 0), adds), widths, ("", "", "dim", "", "dim", "strong"))


def number(value: float, lang: Lang) -> str:
    """Write a value of a criterion: shares of one keep two places."""
    return figures.score(value, lang) if abs(value) < 1 and value else figures.number(value, lang)


def band(start: float | None, lang: Lang) -> str:
    """Write where a band begins; one that begins so low that nothing lies below says nothing."""
    return "" if start is None or start <= -100 else number(start, lang)


def _missing(missing: Sequence["Scored"], lang: Lang, width: int) -> list[Line]:
    by_reason: dict[Any, list[str]] = {}
    for one in missing:
        weight = figures.ratio(one.weight, lang, 0)
        by_reason.setdefault(one.reason, []).append(f"{one.label.in_(lang)} {weight}")
    lines: list[Line] = []
    for reason, named in by_reason.items():
        why = reason.in_(lang) if reason is not None else ""
        lines += sentence(f"{figures.UNKNOWN} {', '.join(named)}: {why}", width)
    return lines


# Health and new need


def health(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Return the two halves of the health points, and the class they make."""
    told = {one.id: one for one in story.parts.get("health", ())}
    lines: list[Line] = [title(Text("Gesundheit", "Health").in_(lang), width)]
    before = told.get("db1_ratio_prev")
    rows = (
        (Text("Umsatztrend im Jahr", "Revenue trend a year"), "trend", "health_revenue", None),
        (
            Text("DB I %: davor → jetzt", "DB I %: before → now"),
            "db1_ratio",
            "health_margin",
            before,
        ),
    )
    known = [row for row in rows if _is_known(told, row[2])]
    lines += [_half(row[0], told[row[1]], told[row[2]], row[3], lang, width) for row in known]
    if _is_known(told, "health"):
        whole = told["health"]
        named = written(told["health_class"], lang) if "health_class" in told else ""
        points = _points(written(whole, lang), lang)
        lines.append(cells((f"= {named}", points), (-(width - 14), 14), ("strong", "strong")))
    unknown = [told[id_] for id_ in ("health_revenue", "health_margin") if id_ in told and not _is_known(told, id_)]
    return [*lines, *reason_lines(unknown, lang, width)]


def _half(label: Text, value: "Told", points: "Told", before: "Told | None", lang: Lang, width: int) -> Line:
    shown = written(value, lang)
    if before is not None and before.value is not None:
        shown = f"{written(before, lang)} → {shown}"
    room = width - 14
    said = filled(shown, 18, right=True)
    return (
        (filled(label.in_(lang), room - 18), ""),
        (said, "negative" if value.id == "trend" and value.value < 0 else ""),
        (filled(_points(written(points, lang), lang), 14, right=True), ""),
    )


def _points(shown: str, lang: Lang) -> str:
    return Text("{n} Punkte", "{n} points").in_(lang).format(n=shown)


def _is_known(told: Mapping[str, "Told"], id_: str) -> bool:
    return id_ in told and told[id_].value is not None


_OF_LATE = Text("{now} in 3 Monaten, {then} in den 9 davor", "{now} in 3 months, {then} in the 9 before")
_NEW = Text("{now} neue in 3 Monaten, {then} in den 9 davor", "{now} new in 3 months, {then} in the 9 before")
_SIGNALS = (
    (Text("Aufträge", "Orders"), _OF_LATE, ("orders_recent", "orders_before")),
    (Text("Artikel", "Products"), _NEW, ("products_new_recent", "products_before")),
    (Text("Servicefälle", "Tickets"), _OF_LATE, ("tickets_recent", "tickets_before")),
)


def new_need(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Return whether a quiet customer wants more, and what of: orders and tickets of late against before."""
    told = {one.id: one for one in story.parts.get("new_need", ())}
    lines: list[Line] = [title(Text("Neuer Bedarf", "New need").in_(lang), width)]
    flag = told.get("new_need")
    if flag is not None:
        lines += _flag(flag, lang, width)
    for label, of_late, ids in _SIGNALS:
        counts = [told.get(id_) for id_ in ids]
        if all(one is not None and one.value is not None for one in counts):
            now, then = (figures.count(one.value, lang) for one in counts if one is not None)
            texts = (label.in_(lang), of_late.in_(lang).format(now=now, then=then))
            lines.append(cells(texts, (-16, width - 16), ("dim", "")))
    return lines


def _flag(flag: "Told", lang: Lang, width: int) -> list[Line]:
    if flag.value is None:
        return reason_lines([flag], lang, width)
    yes = Text("! weit mehr als zuvor: nachfragen, was dahintersteht", "! far more than before: ask what is behind it")
    no = Text("nein", "no")
    look: Role = "warning" if flag.value else "dim"
    return sentence((yes if flag.value else no).in_(lang), width, look)
