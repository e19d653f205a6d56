"""What is told of settings: a row each, a table to look through, and everything about one."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kw_tui.cli.assumed import MARK
from kw_tui.vocabulary.changes import told
from kw_tui.vocabulary.origins import origin
from kw_tui.vocabulary.settings import GROUPS, ITEMS, Setting
from kw_tui.vocabulary.settings.written import bounds, typed, unit, written
from kw_tui.vocabulary.texts import Lang, Text, moment

if TYPE_CHECKING:
    from kw_tui.vocabulary.changes import Change
    from kw_tui.vocabulary.settings import Value
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.about_settings import About

HEADS = {
    "id": Text("Einstellung", "Setting"),
    "label": Text("Name", "Name"),
    "value": Text("Wert", "Value"),
    "default": Text("Vorgabe", "Default"),
    "allowed": Text("Erlaubt", "Allowed"),
    "source": Text("Quelle", "Source"),
    "meaning": Text("Bedeutung", "Meaning"),
}
"""What a table shows; the other formats tell more."""
COLUMNS = ("id", "group", "label", "value", "default", "allowed", "unit", "source", "is_assumption", "is_unconfirmed",
           "meaning")  # fmt: skip
FIGURES = Text("Kennzahlen", "Figures")
PROPOSALS = Text("Vorschläge", "Proposals")
LAST = Text("Zuletzt", "Last changed")
FURTHER = Text("{names} und {n}, die darauf beruhen", "{names} and {n} that rest on them")
IN_QUEUE = Text("in der Prüfliste", "in the review queue")
UNCONFIRMED = Text("Annahme, nicht bestätigt ({mark}); bestätigen mit kw set {id}={value}",
                   "assumption, not confirmed ({mark}); confirm with kw set {id}={value}")  # fmt: skip
_GROUP_OF = {item.id: group for group in GROUPS for item in group.items}


def rows(bench: "Workbench", lang: Lang, only: Collection[str] = ()) -> list[dict[str, Any]]:
    """Return a row for each thing that can be set, values exact: all of them, or those asked for."""
    return [_row(one, bench, lang) for one in bench.about_settings() if not only or one.id in only]


def _row(about: "About", bench: "Workbench", lang: Lang) -> dict[str, Any]:
    from kw_tui.workbench.session_fields import shown

    item = ITEMS[about.id]
    texts = {"id": item.id, "group": _GROUP_OF[item.id].id, "label": item.label.in_(lang)}
    texts["meaning"] = item.meaning.in_(lang)
    if not isinstance(item, Setting):
        told_of = {"value": shown(bench.session, item.id), "allowed": item.allowed.in_(lang)}
        return texts | told_of | {"changed": _last(about.last)}
    return texts | {
        "value": about.value,
        "default": item.default,
        "allowed": allowed(item),
        "unit": unit(item, lang, bench.currency),
        "source": origin(item.source, lang),
        "is_assumption": item.is_assumption,
        "is_unconfirmed": about.is_unconfirmed,
        "figures": list(about.figures),
        "proposals": list(about.proposals),
        "changed": _last(about.last),
    }


def allowed(setting: Setting) -> str:
    """Say what a setting may be: its choices, or its bounds."""
    return ", ".join(setting.choices) or f"{setting.low:g} .. {setting.high:g}"


def _last(change: "Change | None") -> dict[str, str] | None:
    return None if change is None else {"who": change.who, "when": change.when, "old": change.old, "new": change.new}


def table(bench: "Workbench", lang: Lang) -> list[list[str]]:
    """Return the cells of `HEADS`, written for people."""
    return [[_cells(one, bench, lang)[name] for name in HEADS] for one in bench.about_settings()]


def _cells(about: "About", bench: "Workbench", lang: Lang) -> dict[str, str]:
    item = ITEMS[about.id]
    cells = {"id": item.id, "label": item.label.in_(lang), "meaning": item.meaning.in_(lang)}
    if not isinstance(item, Setting):
        return cells | {
            "value": str(about.value) or item.unset.in_(lang),
            "default": "",
            "allowed": item.allowed.in_(lang),
            "source": "",
        }
    mark = f"{MARK} " if about.is_unconfirmed else ""
    return cells | {
        "value": mark + _written(item, about.value, lang, bench.currency),
        "default": _written(item, item.default, lang, bench.currency),
        "allowed": ", ".join(item.choices) or bounds(item, lang, bench.currency),
        "source": origin(item.source, lang),
    }


def _written(item: Setting, value: "Value", lang: Lang, currency: str) -> str:
    """Write a value; of a choice its id too, for that is what one types."""
    said = written(item, value, lang, currency)
    return f"{said} ({value})" if item.choices else said


def everything(about: "About", bench: "Workbench", lang: Lang) -> Iterator[str]:
    """Say all there is to know about one thing to set, a line each."""
    cells = _cells(about, bench, lang)
    yield f"{cells['label']} ({about.id})"
    yield cells["meaning"]
    pairs: list[tuple[Text, str]] = [(HEADS[name], cells[name]) for name in ("value", "default", "allowed", "source")]
    pairs += [(FIGURES, _figures(about, bench, lang)), (PROPOSALS, proposals(about, lang))]
    pairs += [(LAST, change_line(about.last).in_(lang) if about.last is not None else "")]
    width = max(len(head.in_(lang)) for head, said in pairs if said)
    yield from (f"{head.in_(lang):{width}}  {said}" for head, said in pairs if said)
    item = ITEMS[about.id]
    if isinstance(item, Setting) and about.is_unconfirmed:
        plain = typed(item, about.value, "en").replace(" ", "")
        yield UNCONFIRMED.in_(lang).format(mark=MARK, id=about.id, value=plain)


def _figures(about: "About", bench: "Workbench", lang: Lang) -> str:
    labels: Mapping[str, Text] = {metric.id: metric.label for metric in bench.metrics()}
    names = ", ".join(labels[id_].in_(lang) for id_ in about.figures)
    return FURTHER.in_(lang).format(names=names, n=about.further) if about.further else names


def proposals(about: "About", lang: Lang) -> str:
    """Say which proposals rest on it."""
    from kw_tui.core.proposals.rules import PROPOSALS as ACTIONS

    named = ", ".join(ACTIONS[action].in_(lang) for action in about.proposals)
    return named or (IN_QUEUE.in_(lang) if about.in_queue else "")


def change_line(change: "Change") -> Text:
    """Say who changed what when."""
    noted = datetime.fromisoformat(change.when) if change.when else None
    when = Text(moment(noted, "de"), moment(noted, "en")) if noted else Text("?", "?")
    said = Text("{when} von {who}: {what}", "{when} by {who}: {what}")
    return said.format(when=when, who=change.who, what=told(change))
