"""Figures that rest on settings nobody has confirmed: how they are marked, and what the mark says."""

from collections.abc import Iterable, Mapping, Sequence

from kw_tui.vocabulary.settings import Settings, setting_by_id
from kw_tui.vocabulary.settings.written import written
from kw_tui.vocabulary.texts import Lang, Text

MARK = "≈"
NOTE = Text(
    "≈ beruht auf unbestätigten Annahmen; `kw set` zeigt sie, kw set NAME=WERT bestätigt eine",
    "≈ rests on unconfirmed assumptions; `kw set` shows them, kw set NAME=VALUE confirms one",
)


def marked(label: Text) -> Text:
    """Return a label with the mark behind it."""
    return Text(f"{label.de} {MARK}", f"{label.en} {MARK}")


def footnote(
    figures: Iterable[str], assumptions: Mapping[str, Sequence[str]], settings: Settings, lang: Lang
) -> list[str]:
    """Return the line that names the settings behind the figures with their values; none if all are confirmed."""
    behind = {id_ for figure in figures for id_ in assumptions.get(figure, ())}
    assumed = [setting_by_id(id_) for id_ in settings if id_ in behind]
    if not assumed:
        return []
    named = ", ".join(f"{one.label.in_(lang)} {written(one, settings[one.id], lang)}" for one in assumed)
    example = f"{assumed[0].id}={_plain(settings[assumed[0].id])}"
    note = Text(
        f"{MARK} beruht auf Annahmen: {named}; bestätigen mit kw set {example}",
        f"{MARK} rests on assumptions: {named}; confirm with kw set {example}",
    )
    return [note.in_(lang)]


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float | int) else str(value)
