"""A small part of the sample data in which customers, articles, groups and people bear names that mean harm."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from kw_tui.storage.shipped import shipped

NAMES = (
    "[/Müller",
    "[bold]x[/bold] [link=file:///etc]y",
    "a\x1b]52;c;ZXZpbA==\x07b",
    "\x9b31mc1\x9d0;t\x9c",
    "\u202egnp.\u202c rechts",
    "\u2066links\u2069\u200f",
    "L" * 10_000,
    "👩🏽‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 GmbH",
    "Z̸̢̛͔͇̈́a̵͍͂̕l̷̙̏g̶̱̈́o̷" + "\u0301" * 300,
    "株式会社 漢字カナ",
    "tab\tzeile\nzwei\r\nende",
    "\x1b[2J\x1b[?1049l\x1bc\x1b]0;titel\x07",
    "$text-error {secret} %s {0.__class__}",
    "\x7f\x85\u2028\u2029\ufeff\u200b",
    '"><script>alert(1)</script>',
    '=HYPERLINK("x") \'--',
)
"""Names that a terminal, a markup, a format or a spreadsheet would obey."""
PLAIN = "Nord Handel {number} GmbH"
TOP = (
    "0015391", "0014493", "0012479", "0015965", "0013749", "0015297", "0011521", "0012827", "0013062", "0015739",
    "0013327", "0015848", "0012540", "0011103", "0014812", "0012408",
)  # fmt: skip
"""Customers of the sample at the head of its review queue."""
OTHERS = 40
"""How many more there are, so that classes have members."""


def hostile_files(folder: Path, names: tuple[str, ...] = NAMES) -> list[Path]:
    """Write the part of the sample with these names into a folder."""
    return [_written(source, folder / source.name, names) for source in sorted(shipped("sample_data").glob("*.csv"))]


def _written(source: Path, target: Path, names: tuple[str, ...]) -> Path:
    encoding = _encoding(source)
    with source.open(encoding=encoding, newline="") as plain, target.open("w", encoding="utf-8", newline="") as hostile:
        rows = csv.reader(plain, delimiter=";")
        write = csv.writer(hostile, delimiter=";").writerow
        kept = _kept()
        for row in _after_header(rows, write):
            head, values = row
            if "Kundennummer" not in head or values[head.index("Kundennummer")] in kept:
                write(_renamed(head, values, names, kept))
    return target


def _after_header(
    rows: "Iterator[list[str]]", write: Callable[[list[str]], object]
) -> Iterator[tuple[list[str], list[str]]]:
    head: list[str] | None = None
    for row in rows:
        if head is None:
            head = row if len(row) > 4 else None
            write(row)
        elif len(row) == len(head):
            yield head, row
        else:
            write(row)


def _renamed(head: list[str], values: list[str], names: tuple[str, ...], kept: dict[str, int]) -> list[str]:
    named = dict(zip(head, values, strict=True))
    number = kept.get(named.get("Kundennummer", ""), 0)
    for column in ("Name", "Region", "Branche", "Betreuer", "Artikelbezeichnung", "Grund", "Gewährt von", "Vertreter"):
        if column in named and number < len(names):
            named[column] = names[number] if column == "Name" else names[number][:60]
    return list(named.values())


def _kept() -> dict[str, int]:
    source = shipped("sample_data") / "kunden.csv"
    with source.open(encoding=_encoding(source), newline="") as file:
        others = [row["Kundennummer"] for row in csv.DictReader(file, delimiter=";")]
    chosen = [*TOP, *(one for one in others if one not in TOP)][: len(TOP) + OTHERS]
    return {one: place for place, one in enumerate(chosen)}


def _encoding(path: Path) -> str:
    try:
        path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
