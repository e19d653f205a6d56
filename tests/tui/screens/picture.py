"""A picture of the screen as text that a person can read and compare: what it says once, how it looks in every theme.

A golden file holds several views of one scene. Each has its lines, and below them its looks: of each line the runs of
one look, `12mP` for twelve cells that are muted on the ground of a panel. The legend at the end tells what a look is in
each theme.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.style import Style
from textual._context import visible_screen_stack
from textual.geometry import Region

Looks = tuple[str, ...]
"""What one cell looks like in each theme."""
MARGIN = "  "


@dataclass(frozen=True)
class View:
    """What a scene shows on so many columns in a language: its lines, and how each cell looks in each theme."""

    title: str
    lines: tuple[str, ...]
    looks: tuple[tuple[tuple[int, Looks], ...], ...]
    """Of each line the runs of one look, and how many cells each takes; nothing where only what it says is seen."""


@dataclass(frozen=True)
class Shot:
    """What the screen shows in one theme."""

    lines: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    """The look of each cell."""


def shot(app: Any, of: Region | None = None) -> Shot:
    """Take what the compositor would write to the terminal, or a part of it; of that part alone nothing lies below."""
    visible_screen_stack.set([] if of else app._background_screens)
    strips = app.screen._compositor.render_strips()
    if of:
        strips = [strip.crop(of.x, of.right) for strip in strips[of.y : of.bottom]]
    lines = tuple("".join(segment.text for segment in strip).rstrip() for strip in strips)
    return Shot(lines, tuple(tuple(_cells(strip)) for strip in strips))


def _cells(strip: Any) -> Iterator[str]:
    for segment in strip:
        yield from [told(segment.style, is_blank=not segment.text.strip())] * segment.cell_length


def told(style: Style | None, *, is_blank: bool = False) -> str:
    """Say a look: `#d8dee6 on #14181d bold`; of blanks only the ground, where no line goes through them."""
    if style is None:
        return "default on default"
    if is_blank and not (style.underline or style.reverse or style.strike):
        style = Style(bgcolor=style.bgcolor)
    fore, back = (colour.name if colour is not None else "default" for colour in (style.color, style.bgcolor))
    more = [name for name in ("bold", "dim", "italic", "underline", "reverse", "strike") if getattr(style, name)]
    return " ".join((f"{fore} on {back}", *more))


def view(title: str, shots: Sequence[Shot]) -> View:
    """Lay what the themes show over each other; they say the same."""
    for one in shots:
        assert one.lines == shots[0].lines, f"{title}: themes differ in what they say"
    rows = zip(*(one.cells for one in shots), strict=True) if len(shots) > 1 else ()
    looks = tuple(tuple((len(list(run)), look) for look, run in groupby(zip(*row, strict=True))) for row in rows)
    return View(title, shots[0].lines, looks)


def written(views: Sequence[View], themes: Sequence[str], names: dict[str, str]) -> str:
    """Write a golden file; `names` are the codes of the looks of the first theme."""
    codes = _codes((look for one in views for row in one.looks for _, look in row), names)
    out: list[str] = []
    for one in views:
        out += [f"== {one.title}", *(f"{MARGIN}{line}".rstrip() for line in one.lines)]
        out += ["-- looks"] if one.looks else []
        out += list(_rows([" ".join(f"{count}{codes[look]}" for count, look in row) for row in one.looks]))
    out.append("== legend")
    wide = max(map(len, codes.values()))
    for look, code in sorted(codes.items(), key=lambda pair: pair[1]):
        alike = groupby(zip(look, themes, strict=True), key=lambda pair: pair[0])
        said = "; ".join(f"{', '.join(theme for _, theme in group)} {face}" for face, group in alike)
        out.append(f"{code:{wide}} {said}")
    return "\n".join(out) + "\n"


def _rows(rows: Sequence[str]) -> Iterator[str]:
    """Write equal lines that follow each other once."""
    for row, group in groupby(enumerate(rows, 1), key=lambda pair: pair[1]):
        numbers = [number for number, _ in group]
        yield f"{numbers[0]}: {row}" if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}: {row}"


def _codes(looks: Iterable[Looks], names: dict[str, str]) -> dict[Looks, str]:
    codes: dict[Looks, str] = {}
    for look in looks:
        if look in codes:
            continue
        code = named = _name(look[0], names)
        while code in codes.values():
            code += "'"
        assert named
        codes[look] = code
    return codes


def _name(look: str, names: dict[str, str]) -> str:
    """Name a look by what its colours are for; those of no name by their figures."""
    fore, _, rest = look.partition(" on ")
    back, *more = rest.split(" ")
    ink = "." if fore == "default" else names.get(f"ink {fore}", f"({fore.lstrip('#')})")
    ground = names.get(f"ground {back}", f"({back.lstrip('#')})")
    return ink + ground + "".join({"bold": "*", "reverse": "!", "underline": "_"}.get(one, f"+{one}") for one in more)


def read(text: str) -> tuple[list[View], list[str]]:
    """Read a golden file back: its views, and the themes they are shown in."""
    *parts, legend = re.split(r"^== ", text, flags=re.MULTILINE)[1:]
    codes, themes = _legend(legend.splitlines()[1:])
    return [_view(part.splitlines(), codes) for part in parts], themes


def _legend(lines: Sequence[str]) -> tuple[dict[str, Looks], list[str]]:
    codes: dict[str, Looks] = {}
    themes: list[str] = []
    for line in lines:
        code, said = line.split(maxsplit=1)
        looks: list[str] = []
        themes = []
        for one in said.split("; "):
            heads, face = re.match(r"((?:[\w-]+, )*[\w-]+) (.+)", one).groups()  # type: ignore[union-attr]
            themes += heads.split(", ")
            looks += [face] * len(heads.split(", "))
        codes[code] = tuple(looks)
    return codes, themes


def _view(lines: Sequence[str], codes: dict[str, Looks]) -> View:
    middle = lines.index("-- looks") if "-- looks" in lines else len(lines)
    rows: list[tuple[tuple[int, Looks], ...]] = []
    for line in lines[middle + 1 :]:
        numbers, runs = line.split(": ")
        first, _, last = numbers.partition("-")
        row = tuple(_run(run, codes) for run in runs.split(" "))
        rows += [row] * (int(last or first) - int(first) + 1)
    return View(lines[0], tuple(line.removeprefix(MARGIN) for line in lines[1:middle]), tuple(rows))


def _run(run: str, codes: dict[str, Looks]) -> tuple[int, Looks]:
    count, code = re.match(r"(\d+)(.+)", run).groups()  # type: ignore[union-attr]
    return int(count), codes[code]


def golden(name: str) -> Path:
    """Return where the golden file of a scene lies."""
    return Path(__file__).parent / "goldens" / f"{name}.txt"
