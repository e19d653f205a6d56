"""Colours as data: a TOML file in `themes/`, or in the folder of that name beside the configuration, is a theme."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from textual.color import Color, ColorParseError
from textual.design import ColorSystem
from textual.theme import Theme

from kw_tui.storage.personal import config_path
from kw_tui.storage.shipped import shipped
from kw_tui.tui.lines import printable
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.meant import perhaps
from kw_tui.vocabulary.texts import Text

DEFAULT, PLAIN = "kw-dark", "kw-ansi"
"""What is shown if nobody chose, and what is shown where no colour is wanted."""
MOST_BYTES = 64_000
_SWITCHES = {"dark": bool, "ansi": bool, "luminosity_spread": float, "text_alpha": float}
KEYS = frozenset(one.name for one in fields(Theme)) | {"base"}
COLOURS = KEYS - {"name", "base", "variables"} - set(_SWITCHES)
_STYLE = "(not +)?(bold|dim|italic|underline|reverse)"
_STYLES = re.compile(f"{_STYLE}( +{_STYLE})*")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


class Themes(NamedTuple):
    """Themes by name, the default first; and what is wrong with files that are none, a line each."""

    by_name: dict[str, Theme]
    faults: tuple[Text, ...] = ()


def own_folder() -> Path:
    """Return where a person's own themes lie, whether or not there are any."""
    return config_path().parent / "themes"


def all_themes() -> Themes:
    """Read the themes that come with the program, and the person's own; one of the same name takes its place."""
    themes = {theme.name: theme for theme in shipped_themes()}
    faults: list[Text] = []
    for path in theme_files(own_folder()):
        try:
            theme = read_theme(path, themes)
        except KwError as problem:
            faults.append(Text(problem.line("de"), problem.line("en")))
        else:
            themes[theme.name] = theme
    return Themes(themes, tuple(faults))


def theme_files(folder: Path) -> list[Path]:
    """Return the files of a folder that may be themes; none where there is no such folder."""
    try:
        return sorted(folder.glob("*.toml"))
    except OSError:
        return []


def shipped_themes() -> tuple[Theme, ...]:
    """Return the themes that come with the program, the default first."""
    themes = [read_theme(path) for path in theme_files(shipped("themes"))]
    return tuple(sorted(themes, key=lambda theme: (theme.name != DEFAULT, theme.ansi, theme.dark, theme.name)))


def read_theme(path: Path, known: Mapping[str, Theme] | None = None) -> Theme:
    """Read one theme: the keys of Textual's Theme, and `base`, a known theme that what is not said is taken from.

    Raise KwError for a file that is none; it names every key in question.
    """
    given = _table(path)
    name = given.setdefault("name", path.stem)
    wrong = [*_faults(given, known or {})]
    if wrong:
        raise _refused(path, Text("; ".join(one.de for one in wrong), "; ".join(one.en for one in wrong)))
    base = (known or {}).get(str(given.pop("base", "")))
    inherited = {} if base is None else {one.name: getattr(base, one.name) for one in fields(Theme)}
    variables = {**inherited.get("variables", {}), **given.get("variables", {})}
    return Theme(**{**inherited, **given, "name": name, "variables": variables})


def _table(path: Path) -> dict[str, Any]:
    try:
        if not path.is_file():
            raise _refused(path, Text("keine Datei", "not a file"))
        if path.stat().st_size > MOST_BYTES:
            raise _refused(path, Text("zu groß für ein Farbschema", "too large for a theme"))
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        why = error.strerror or str(error)
        raise _refused(path, Text(why, why)) from None
    except (ValueError, RecursionError) as error:
        why = str(error).splitlines()[0][:120]
        raise _refused(path, Text(f"kein TOML: {why}", f"no TOML: {why}")) from None


def _refused(path: Path, why: Text) -> KwError:
    message = Text("Farbschema {name} bleibt weg: {why}", "Theme {name} is left out: {why}")
    hint = Text("die Datei berichtigen, sie wird gleich gelesen", "correct the file, it is read at once")
    return KwError(message.format(name=printable(path.name), why=why), hint)


def _faults(given: Mapping[str, Any], known: Mapping[str, Theme]) -> Iterable[Text]:
    for key, value in given.items():
        if key not in KEYS:
            yield unknown(key, KEYS)
        elif key == "variables":
            yield from _variable_faults(value)
        elif key in _SWITCHES and not _is_switch(key, value):
            yield _not(key, Text("kein passender Wert", "no fitting value"))
        elif key in COLOURS and not _is_colour(value):
            yield _not(key, Text("keine Farbe", "not a colour"), value)
    yield from _name_faults(str(given["name"]), given.get("base"), known)
    if "primary" not in given and "base" not in given:
        yield Text("primary oder base fehlt", "primary or base is missing")


def _name_faults(name: str, base: object, known: Mapping[str, Theme]) -> Iterable[Text]:
    if not _NAME.fullmatch(name):
        yield _not("name", Text("nur a-z, Ziffern und -", "only a-z, digits and -"))
    if base is not None and str(base) not in known:
        yield _not("base", Text("kein bekanntes Farbschema", "not a known theme"), base)


def _variable_faults(given: object) -> Iterable[Text]:
    if not isinstance(given, dict):
        yield _not("variables", Text("keine Tabelle", "not a table"))
        return
    names = variable_names()
    for key, value in given.items():
        if key not in names:
            yield unknown(key, names)
        elif key.endswith("-style"):
            if not _is_style(value):
                yield _not(key, Text("keine Schriftart wie bold", "not a text style such as bold"), value)
        elif not _is_colour(value):
            yield _not(key, Text("keine Farbe", "not a colour"), value)


@cache
def variable_names() -> frozenset[str]:
    """Return every name that the table `variables` of a theme may hold."""
    return frozenset(ColorSystem("#000000").generate()) | {"ansi-background", "ansi-foreground"}


def _is_switch(key: str, value: object) -> bool:
    """Whether it is yes or no, or a share: with others, and with what is no number, colours cannot be reckoned."""
    return isinstance(value, _SWITCHES[key]) and (not isinstance(value, float) or 0 <= value <= 1)


def _is_style(value: object) -> bool:
    """Whether it is `none` alone, or styles, each with a `not` before it or none."""
    if not isinstance(value, str) or value == "none":
        return value == "none"
    return re.fullmatch(_STYLES, value.strip()) is not None


def _is_colour(value: object) -> bool:
    if not isinstance(value, str) or value.startswith("auto"):
        return False
    try:
        Color.parse(value)
    except ColorParseError:
        return False
    return True


def _not(key: str, why: Text, value: object = None) -> Text:
    said = f"{key} = {printable(str(value))[:24]}" if value is not None else key
    return Text(f"{said}: {why.de}", f"{said}: {why.en}")


def unknown(key: str, known: Iterable[str]) -> Text:
    """Say that there is no such key, and which one may be meant."""
    said, near = printable(key)[:24], perhaps(key, sorted(known))
    return Text(f"{said} gibt es nicht{near.de}", f"there is no {said}{near.en}")
