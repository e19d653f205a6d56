"""Pictures of all golden files, several on a sheet: `python -m tests.tui.screens.contact_sheets FOLDER [NAME ...]`.

Each scene becomes a PNG with all its views, one row a theme; it needs `rsvg-convert`. For the eye of whoever reviews.
"""

import subprocess
import sys
from html import escape
from itertools import groupby
from pathlib import Path

from tests.tui.screens.picture import View, golden, read
from tests.tui.screens.scenes import SCENES

WIDE, HIGH, GAP = 8.4, 17, 24
"""Pixels of a cell, and between pictures."""
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


def sheet(views: list[View], themes: list[str]) -> tuple[str, float]:
    """All views of a scene as SVG, and how wide it is."""
    rows, y, widest = [], 20.0, 0.0
    for place, theme in enumerate(themes):
        x, high = 0.0, 0.0
        for view in views:
            if not view.looks:
                continue
            rows.append(f'<text x="{x}" y="{y - 6}" fill="#888">{escape(theme)}, {escape(view.title)}</text>')
            rows.append(drawn(view, place, x, y))
            x += sum(count for count, _ in view.looks[0]) * WIDE + GAP
            high = max(high, len(view.lines) * HIGH)
        y, widest = y + high + GAP, max(widest, x)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{widest}" height="{y}" font-family="DejaVu Sans Mono" '
    return f'{head}font-size="14"><rect width="100%" height="100%" fill="#444"/>{"".join(rows)}</svg>', widest


def main(folder: Path, names: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if names and scene.name not in names:
            continue
        views, themes = read(golden(scene.name).read_text(encoding="utf-8"))
        svg, _ = sheet(views, themes)
        target = folder / f"{scene.name}.png"
        subprocess.run(["rsvg-convert", "-o", target], input=svg.encode(), check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
