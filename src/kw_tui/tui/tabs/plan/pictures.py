"""The pictures of the plan: whom each channel reaches, the time it takes, and what of people's time is used."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kw_tui.core.metrics.capacity import RESOURCES
from kw_tui.tui import figures
from kw_tui.tui.lines import Role
from kw_tui.tui.pictures.picture import Axis, Bar, Bars, Cursor, Legend, Part, Picture, Told
from kw_tui.tui.pictures.writing import both
from kw_tui.tui.tabs.plan.view import NO_CHANNEL
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

REACHED, HOURS, CAPACITY = "reached", "hours", "capacity"
NO_ACTIVITIES = Text(
    "keine Aktivitäten importiert: wer besucht oder angerufen wurde, ist nicht bekannt",
    "no activities imported: who was visited or called is not known",
)
NO_MINUTES = Text(
    "keine Minuten bekannt: weder Aktivitäten noch Servicefälle", "no minutes known: no activities, no tickets"
)
NOT_SET = Text("Kapazität nicht gesetzt: {names}", "capacity not set: {names}")
SET = Text(
    "Kapazität setzen: kw set {minutes}=… (Minuten im Jahr)", "set the capacity: kw set {minutes}=… (minutes a year)"
)
UNTIMED = Text("{count} Aktivitäten ohne Minuten fehlen hier", "{count} activities without minutes are left out")
CUSTOMERS = Text("Kunden", "customers")


def plan_pictures(
    covered: "pl.DataFrame", capacity: "pl.DataFrame", notes: Sequence[Text], untimed: int = 0
) -> tuple[Picture, ...]:
    """Return all pictures, in the order they are turned through; `untimed` activities tell no minutes."""
    return reached(covered), hours(covered, untimed), used(capacity, notes)


def _channel(row: dict[str, Any], lang: Lang) -> str:
    return str(row["channel"] or NO_CHANNEL.in_(lang))


def _label(row: dict[str, Any]) -> Text:
    return Text(_channel(row, "de"), _channel(row, "en"))


def _whole(value: Any, lang: Lang) -> str:
    return figures.amount(value, lang)


def _in_hours(value: float | None, lang: Lang) -> str:
    return figures.UNKNOWN if value is None else f"{figures.number(value, lang)} h"


def reached(covered: "pl.DataFrame") -> Bars:
    """How many customers of each channel had a visit or call in the period."""
    rows = covered.to_dicts()
    known = [row for row in rows if row["reached"] is not None]
    contact, none = Text("mit Besuch oder Anruf", "with a visit or call"), Text("ohne Kontakt", "without contact")

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        row = rows[cursor.y]
        return [
            Told("", _channel(row, lang), "title"),
            Told(CUSTOMERS.in_(lang), figures.count(row["customers"], lang)),
            Told(contact.in_(lang), figures.count(row["reached"], lang)),
            Told("", figures.ratio(row["reached_share"], lang)),
            Told(Text("Kontakte", "contacts").in_(lang), figures.count(row["contacts"], lang), ""),
            Told(Text("je Kunde", "each").in_(lang), figures.number(row["contacts_each"], lang), ""),
        ]

    def table(lang: Lang) -> list[list[str]]:
        heads = [Text("Kanal", "Channel"), CUSTOMERS, contact, Text("Anteil", "share"), Text("Kontakte", "contacts")]
        return [[head.in_(lang) for head in heads], *(
            [_channel(row, lang), figures.count(row["customers"], lang), figures.count(row["reached"], lang),
             figures.ratio(row["reached_share"], lang), figures.count(row["contacts"], lang)]
            for row in rows
        )]  # fmt: skip

    def bar(row: dict[str, Any]) -> Bar:
        parts = (Part(row["reached"] or 0, "█", "accent"), Part(row["unreached"] or 0, "░", "dim"))
        return Bar(_label(row), parts, lambda lang: figures.ratio(row["reached_share"], lang, 0),
                   is_unknown=row["reached"] is None)  # fmt: skip

    return Bars(
        id=REACHED,
        title=Text("Abdeckung: erreichte Kunden je Kanal", "Coverage: customers reached by channel"),
        tells=tells,
        rows=table,
        bars=tuple(map(bar, rows)),
        x=Axis(CUSTOMERS, figures.count),
        legend=(Legend("█", contact, "accent"), Legend("░", none, "dim")),
        empty=None if known else NO_ACTIVITIES,
    )


_KINDS: tuple[tuple[str, Text, str, Any], ...] = (
    ("visit_hours", Text("Besuche", "visits"), "█", "accent"),
    ("call_hours", Text("Anrufe", "calls"), "▒", "warning"),
    ("other_hours", Text("Übrige", "others"), "░", "dim"),
)


def hours(covered: "pl.DataFrame", untimed: int = 0) -> Bars:
    """The hours that activities took, channel by channel; `untimed` ones tell no minutes and are in none."""
    rows = covered.to_dicts()

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        row = rows[cursor.y]
        kinds = [Told(label.in_(lang), _in_hours(row[name], lang), "") for name, label, _, _ in _KINDS]
        return [Told("", _channel(row, lang), "title"), Told("", _in_hours(row["hours"], lang)), *kinds]

    def table(lang: Lang) -> list[list[str]]:
        heads = [Text("Kanal", "Channel"), *(label for _, label, _, _ in _KINDS), Text("Stunden", "hours")]
        names = [*(name for name, _, _, _ in _KINDS), "hours"]
        body = ([_channel(row, lang), *(figures.number(row[name], lang) for name in names)] for row in rows)
        return [[head.in_(lang) for head in heads], *body]

    return Bars(
        id=HOURS,
        title=Text("Abdeckung: Stunden je Kanal", "Coverage: hours by channel"),
        tells=tells,
        rows=table,
        bars=tuple(
            Bar(
                _label(row),
                tuple(Part(row[name] or 0.0, glyph, role) for name, _, glyph, role in _KINDS),
                lambda lang, row=row: f"{figures.count(row['hours'], lang)} h",  # type: ignore[misc]
                is_unknown=row["hours"] is None,
            )
            for row in rows
        ),
        x=Axis(Text("Stunden", "hours"), _whole),
        legend=tuple(Legend(glyph, label, role) for _, label, glyph, role in _KINDS),
        notes=(UNTIMED.format(count=both(lambda lang: figures.count(untimed, lang))),) if untimed else (),
        empty=None if any(row["hours"] is not None for row in rows) else NO_ACTIVITIES,
    )


def used(capacity: "pl.DataFrame", notes: Sequence[Text] = ()) -> Bars:
    """Hours used of each resource against those there are; only used ones where its capacity is not set."""
    rows = capacity.to_dicts()
    labels = {one.id: one.label for one in RESOURCES}
    minutes = {one.id: one.minutes for one in RESOURCES}

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        row = rows[cursor.y]
        told = [
            Told("", labels[row["resource"]].in_(lang), "title"),
            Told(Text("genutzt", "used").in_(lang), _in_hours(row["hours_used"], lang)),
        ]
        if row["hours_there"] is None:
            return [*told, Told("", SET.in_(lang).format(minutes=minutes[row["resource"]]), "dim")]
        told.append(Told(Text("von", "of").in_(lang), f"{figures.number(row['hours_there'], lang)} h", ""))
        if row["used_share"] is not None:
            role: Role = "negative" if row["hours_beyond"] else "strong"
            told.append(Told("", figures.ratio(row["used_share"], lang), role))
        idle = Text("ungenutzte Kosten", "idle cost").in_(lang)
        return [*told, Told(idle, figures.amount(row["cost_idle"], lang), "")] if row["cost_idle"] is not None else told

    def table(lang: Lang) -> list[list[str]]:
        heads = [Text("Ressource", "Resource"), Text("genutzt h", "used h"), Text("vorhanden h", "there h"),
                 Text("Vorgänge ohne Minuten", "events without minutes")]  # fmt: skip
        return [[head.in_(lang) for head in heads], *(
            [labels[row["resource"]].in_(lang), figures.number(row["hours_used"], lang),
             figures.number(row["hours_there"], lang), figures.count(row["events_untimed"], lang)]
            for row in rows
        )]  # fmt: skip

    def shown(row: dict[str, Any], lang: Lang) -> str:
        if row["used_share"] is not None:
            return figures.ratio(row["used_share"], lang, 0)
        return figures.UNKNOWN if row["hours_used"] is None else f"{figures.count(row['hours_used'], lang)} h"

    return Bars(
        id=CAPACITY,
        title=Text("Kapazität: genutzte Stunden je Ressource", "Capacity: hours used by resource"),
        tells=tells,
        rows=table,
        bars=tuple(
            Bar(
                labels[row["resource"]],
                _parts(row),
                lambda lang, row=row: shown(row, lang),  # type: ignore[misc]
                row["hours_there"],
                is_unknown=not _is_known(row),
            )
            for row in rows
        ),
        x=Axis(Text("Stunden im Zeitraum", "hours in the period"), _whole),
        legend=(
            *(Legend(glyph, label, role) for _, label, glyph, role in _STRETCHES),
            Legend("┃", Text("Kapazität", "capacity"), "strong"),
        ),
        notes=(*_not_set(rows, labels), *notes),
        empty=None if any(map(_is_known, rows)) else NO_MINUTES,
    )


_STRETCHES: tuple[tuple[str, Text, str, Role], ...] = (
    ("hours_within", Text("genutzt", "used"), "█", "accent"),
    ("hours_idle", Text("ungenutzt", "idle"), "░", "dim"),
    ("hours_beyond", Text("mehr als vorhanden", "more than there is"), "▓", "negative"),
)


def _is_known(row: dict[str, Any]) -> bool:
    return row["hours_used"] is not None or row["hours_there"] is not None


def _parts(row: dict[str, Any]) -> tuple[Part, ...]:
    """Used and idle time, and what goes beyond the capacity; or what alone is known of the two."""
    if row["hours_idle"] is not None:
        return tuple(Part(row[name], glyph, role) for name, _, glyph, role in _STRETCHES)
    return Part(row["hours_used"] or 0.0, "█", "accent"), Part(row["hours_there"] or 0.0, "░", "dim")


def _not_set(rows: Sequence[dict[str, Any]], labels: dict[str, Text]) -> tuple[Text, ...]:
    open_ = [labels[row["resource"]] for row in rows if row["hours_there"] is None]
    if not open_:
        return ()
    names = Text(*(", ".join(one.in_(lang) for one in open_) for lang in ("de", "en")))
    return (NOT_SET.format(names=names),)
