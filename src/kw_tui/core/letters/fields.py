"""The placeholders of a template: what each stands for, and how it reads in a letter of either language."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kw_tui.core.letters.cleaning import clean
from kw_tui.core.letters.kinds import KINDS, Kind
from kw_tui.core.letters.matter import Matter
from kw_tui.core.letters.phrases import AND, CHANNELS, COUNTRIES, MONTHS, MOTIVES, SERVICES
from kw_tui.core.letters.price_list import MOST_EXAMPLES, cells, listed, table
from kw_tui.vocabulary.texts import Lang, Text, day, money, percent

Writer = Callable[[Matter, Lang], str]


@dataclass(frozen=True, slots=True)
class Field:
    """One placeholder. `gap` is what stands there, in «», while it is unknown; without one the line is left out."""

    id: str
    label: Text
    write: Writer
    gap: Text | None = None
    kinds: Collection[Kind] = tuple(KINDS)
    """The kinds of letter it has anything to say in."""
    is_needed: Callable[[Matter], bool] = lambda _: True
    """Whether a letter lacks something without it."""
    is_block: bool = False
    """Whether it is lines rather than words."""


def written_day(value: date | None, lang: Lang) -> str:
    """Return a day as a letter writes it: 01.02.2027 in German, 1 February 2027 in English."""
    if value is None:
        return ""
    return day(value, lang) if lang == "de" else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def _fact(id_: str) -> Writer:
    return lambda matter, _: clean(matter.facts.get(id_) or "")


def _sender(id_: str) -> Writer:
    return lambda matter, _: clean(getattr(matter.sender, id_))


def _country(matter: Matter, lang: Lang) -> str:
    told = clean(matter.facts.get("country") or "")
    known = COUNTRIES.get(told.upper())
    return told.upper() if known is None else known.in_(lang)


def _amount(value: Decimal | None, matter: Matter, lang: Lang) -> str:
    if value is None:
        return ""
    return money(value, lang, matter.currency) if lang == "de" else f"{matter.currency} {money(value, lang)}"


def _step(matter: Matter, lang: Lang) -> str:
    if matter.step is None:
        return ""
    told = percent(matter.step, lang, 0 if round(matter.step * 100, 6).is_integer() else 1)
    return told if lang == "de" else told.replace(" ", "")


def _motive(matter: Matter, lang: Lang) -> str:
    return MOTIVES.get(matter.rule or "", MOTIVES[""]).in_(lang)


def _channel(matter: Matter, lang: Lang) -> str:
    return CHANNELS[matter.channel].in_(lang) if matter.channel in CHANNELS else ""


def _reduced(matter: Matter, lang: Lang) -> str:
    if matter.billed:
        return ""
    return AND.in_(lang).join(SERVICES[one].in_(lang) for one in matter.reduced)


def _billed_price(matter: Matter, lang: Lang) -> str:
    return _amount(matter.billed_price if matter.billed else None, matter, lang)


def _open(matter: Matter) -> bool:
    return not (matter.billed or matter.reduced)


def _example(place: int, part: int) -> Writer:
    def write(matter: Matter, lang: Lang) -> str:
        rows = cells(matter, lang)
        return rows[place][part] if place < len(rows) else ""

    return write


def _examples() -> tuple[Field, ...]:
    parts = (
        ("product", Text("Artikel {n}", "Product {n}")),
        ("old_price", Text("Artikel {n}: bisheriger Preis", "Product {n}: price so far")),
        ("new_price", Text("Artikel {n}: neuer Preis", "Product {n}: new price")),
    )
    return tuple(
        Field(f"{name}_{place + 1}", label.format(n=place + 1), _example(place, part))
        for place in range(MOST_EXAMPLES)
        for part, (name, label) in enumerate(parts)
    )


_PRICE: tuple[Kind, ...] = ("price",)
_SERVICE: tuple[Kind, ...] = ("service",)
_CHANNEL: tuple[Kind, ...] = ("channel",)
_RUN_OFF: tuple[Kind, ...] = ("run_off",)
_CHANGES = (*_PRICE, *_SERVICE, *_CHANNEL)
_TERMS = (*_PRICE, *_SERVICE)
FIELDS: tuple[Field, ...] = (
    Field("company", Text("Ihre Firma", "Your company"), _sender("company"), Text("Ihre Firma", "your company")),
    Field("address", Text("Ihre Anschrift", "Your address"), _sender("address")),
    Field("person", Text("Ihr Name", "Your name"), _sender("person"), Text("Ihr Name", "your name")),
    Field(
        "phone", Text("Ihr Telefon", "Your telephone"), _sender("phone"),
        Text("Ihre Telefonnummer", "your telephone number"),
    ),
    Field("email", Text("Ihre E-Mail", "Your e-mail"), _sender("email")),
    Field("customer", Text("Name des Kunden", "Customer's name"), _fact("name"), Text("Kunde", "customer")),
    Field("customer_id", Text("Kundennummer", "Customer no."), lambda matter, _: clean(matter.customer_id)),
    Field("street", Text("Straße", "Street"), _fact("street"), Text("Straße und Hausnummer", "street")),
    Field("postcode", Text("PLZ", "Postcode"), _fact("postcode"), Text("PLZ", "postcode")),
    Field("town", Text("Ort", "Town"), _fact("town"), Text("Ort", "town")),
    Field("region", Text("Region", "Region"), _fact("region")),
    Field("country", Text("Land", "Country"), _country),
    Field("today", Text("Datum des Schreibens", "Date of the letter"), lambda one, lang: written_day(one.today, lang)),
    Field(
        "effective_date", Text("Gültig ab", "Effective"), lambda one, lang: written_day(one.effective, lang),
        kinds=_CHANGES,
    ),
    Field(
        "old_until",
        Text("Letzter Tag vor der Änderung", "Last day before the change"),
        lambda one, lang: written_day(one.effective - timedelta(days=1), lang), kinds=_CHANGES,
    ),
    Field("step", Text("Preisschritt", "Price step"), _step, Text("Prozentsatz", "per cent"), kinds=_PRICE),
    Field("motive", Text("Grund der Preisanpassung", "Motive of the price change"), _motive, kinds=_PRICE),
    Field(
        "price_examples", Text("Preise der meistgekauften Artikel", "Prices of products bought most"), table,
        is_block=True,
    ),
    Field(
        "price_currency",
        Text("Währung der Preise; leer, wo keine bekannt sind", "Currency of the prices; empty where none are known"),
        lambda matter, _: matter.currency if listed(matter) else "",
    ),
    *_examples(),
    Field(
        "minimum_order", Text("Mindestbestellwert", "Minimum order"),
        lambda one, lang: "" if one.surcharge else _amount(one.minimum_order, one, lang), kinds=_TERMS,
    ),
    Field(
        "surcharge_below", Text("Grenze für den Zuschlag", "Orders below pay the surcharge"),
        lambda one, lang: _amount(one.minimum_order if one.surcharge else None, one, lang), kinds=_TERMS,
    ),
    Field(
        "surcharge", Text("Zuschlag", "Surcharge"), lambda one, lang: _amount(one.surcharge, one, lang), kinds=_TERMS
    ),
    Field(
        "channel", Text("Künftiger Betreuungsweg", "Channel from then on"), _channel, Text("Weg", "channel"),
        kinds=_CHANNEL,
    ),
    Field(
        "service_reduced", Text("Leistungen, die gekürzt werden", "Services that are cut"), _reduced,
        kinds=_SERVICE,
    ),
    Field(
        "service_billed", Text("Leistung, die berechnet wird", "Service that is billed"),
        lambda matter, _: clean(matter.billed or ""), kinds=_SERVICE,
    ),
    Field("service_price", Text("Preis dieser Leistung", "Price of that service"), _billed_price, kinds=_SERVICE),
    Field(
        "service_open", Text("Lücke, wo keine von beiden bekannt ist", "A gap where neither is known"), lambda *_: "",
        Text("welche Leistung sich wie ändert", "which service changes, and how"), kinds=_SERVICE,
        is_needed=_open,
    ),
    Field(
        "run_off_date", Text("Letzter Liefertag", "Last day of deliveries"),
        lambda one, lang: written_day(one.run_off, lang), kinds=_RUN_OFF,
    ),
    Field(
        "contract_until", Text("Vertragsende", "End of the contract"),
        lambda one, lang: written_day(_running(one), lang),
    ),
)  # fmt: skip
"""Every placeholder, in the order the templates list them."""
FIELD_IDS = tuple(field.id for field in FIELDS)


def _running(matter: Matter) -> date | None:
    until: date | None = matter.facts.get("contract_until")
    return until if until is not None and until >= matter.today else None


def values(matter: Matter, lang: Lang) -> dict[str, str]:
    """Return every placeholder's text; "" where it is unknown."""
    return {field.id: field.write(matter, lang) if matter.kind in field.kinds else "" for field in FIELDS}


def gaps(matter: Matter, told: Mapping[str, str], lang: Lang) -> dict[str, str]:
    """Return the fields that are needed and unknown, each with the gap that stands in its place."""
    return {
        field.id: f"«{field.gap.in_(lang)}»"
        for field in FIELDS
        if field.gap is not None and not told[field.id] and field.is_needed(matter)
    }
