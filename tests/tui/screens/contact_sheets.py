"""Pictures of all golden files, several on a sheet: `python -m tests.tui.screens.contact_sheets FOLDER [NAME ...]`.

Each page is a PNG of several scenes in one size and theme. Needs `rsvg-convert`. For the eye of whoever reviews.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from tests.tui.screens.picture import View, golden, read
from tests.tui.screens.scenes import SCENES
from tests.tui.screens.viewing import SHOWN

WIDE, HIGH, GAP, WIDEST = 8.4, 17, 24, 2100
"""Pixels of a cell, between pictures, and of a row of them."""
A_PAGE = {"39x9": 12, "80x24": 6, "120x35": 4, "200x60": 1}
SIXTEEN = (
    *("#000000", "#c33c3c", "#3f9a4b", "#a8862a", "#3b6fb6", "#9a4fa8", "#2a93a5", "#c8c8c8"),
    *("#686868", "#f06a6a", "#6fd47c", "#e6c65a", "#7aa8f0", "#d487e0", "#62cde0", "#ffffff"),
)
"""A terminal's own colours, as many have them; its ground is black and its ink light."""
INK, GROUND = "#d0d0d0", "#000000"


def colour(said: str, usual: str) -> str:
    """What a colour looks like in that terminal."""
    if said == "default":
        return usual
    return SIXTEEN[int(said[6:-1])] if said.startswith("color(") else said


def drawn(view: View, place: int, x: float, y: float) -> str:
    """One view in one theme."""
    out: list[str] = []
    for row, (line, runs) in enumerate(zip(view.lines, view.looks, strict=True)):
        at, top = 0, y + row * HIGH
        for count, looks in runs:
            words = looks[place].split()
            ink, ground = colour(words[0], INK), colour(words[2], GROUND)
            if "reverse" in words:
                ink, ground = ground, ink
            style = ("font-weight:bold;" if "bold" in words else "") + ("opacity:.6;" if "dim" in words else "")
            style += "text-decoration:underline;" if "underline" in words else ""
            left = x + at * WIDE
            out.append(
                f'<rect x="{left:.1f}" y="{top}" width="{count * WIDE + 0.4:.1f}" height="{HIGH}" fill="{ground}"/>'
            )
            out += _words(line[at : at + count], left, top, ink, style)
            at += count
    return "".join(out)


def _words(text: str, left: float, top: float, ink: str, style: str) -> list[str]:
    """The text of a run, word by word, so that each stands in its cells."""
    out, at = [], 0
    for is_blank, group in groupby(text, key=str.isspace):
        word = "".join(group)
        if not is_blank:
            place = f'x="{left + at * WIDE:.1f}" y="{top + 13}" textLength="{len(word) * WIDE:.1f}"'
            out.append(f'<text {place} fill="{ink}" style="{style}">{escape(word)}</text>')
        at += len(word)
    return out


def page(pictures: Sequence[tuple[str, View, int]]) -> str:
    """Views side by side and below each other as SVG, each in one theme."""
    rows, x, y, high, widest = [], 0.0, 20.0, 0.0, 0.0
    for label, view, place in pictures:
        wide = sum(count for count, _ in view.looks[0]) * WIDE
        if x and x + wide > WIDEST:
            x, y, high = 0.0, y + high + GAP, 0.0
        rows.append(f'<text x="{x}" y="{y - 6}" fill="#bbb">{escape(label)}</text>{drawn(view, place, x, y)}')
        x, high = x + wide + GAP, max(high, len(view.lines) * HIGH)
        widest = max(widest, x)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{widest}" height="{y + high}" font-size="14" '
    return f'{head}font-family="DejaVu Sans Mono"><rect width="100%" height="100%" fill="#444"/>{"".join(rows)}</svg>'


def pages(names: Sequence[str]) -> Iterator[tuple[str, list[tuple[str, View, int]]]]:
    """Of each size and theme as many scenes as a page holds."""
    shown = [(scene.name, *read(golden(scene.name).read_text(encoding="utf-8"))) for scene in SCENES]
    shown = [one for one in shown if not names or one[0] in names]
    for size, count in A_PAGE.items():
        for place, theme in enumerate(SHOWN):
            seen = [(f"{name} {theme}", view, place) for name, views, _ in shown for view in views if _is(view, size)]
            for first in range(0, len(seen), count):
                yield f"{size}-{theme}-{first // count + 1:02}", seen[first : first + count]


def _is(view: View, size: str) -> bool:
    return bool(view.looks) and view.title.startswith(size)


def main(folder: Path, names: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, pictures in pages(names):
        subprocess.run(["rsvg-convert", "-o", folder / f"{name}.png"], input=page(pictures).encode(), check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
