"""What a known export of a program is: its headers by field, and the traps that go with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kw_tui.vocabulary.texts import Text

LEFT_OUT = "-"


@dataclass(frozen=True, slots=True)
class Preset:
    """One kind of export: the table it is, the headers of each field (the best first), and its traps.

    A file is such an export if one header of each of `marks` stands in it, and one for `share` of all the fields.
    `fill_down` are fields that stand on the first line of each document only; `notes` is what a person should know.
    """

    id: str
    label: Text
    table: str
    fields: Mapping[str, tuple[str, ...]]
    left_out: tuple[str, ...]
    """Headers that are known and mean no field."""
    marks: tuple[tuple[str, ...], ...]
    share: float = 0.3
    fill_down: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def typical(self) -> tuple[str, ...]:
        """All headers such an export may have."""
        return (*(header for headers in self.fields.values() for header in headers), *self.left_out)


def preset(  # noqa: PLR0913 - it reads like the table it is
    id_: str,
    label: tuple[str, str],
    table: str,
    marks: str,
    fields: str,
    *,
    share: float = 0.3,
    fill_down: tuple[str, ...] = (),
    notes: tuple[Text, ...] = (),
) -> Preset:
    """Read a preset from text: `fields` has lines `field: header | header`, lines `-` name headers left out on purpose;
    `marks` are groups joined by `&`, one header of each of which must be there.
    """
    read = {field: headers for field, headers in _pairs(fields) if field != LEFT_OUT}
    left_out = tuple(header for field, headers in _pairs(fields) if field == LEFT_OUT for header in headers)
    groups = tuple(tuple(group.split(" | ")) for group in marks.split(" & "))
    return Preset(id_, Text(*label), table, read, left_out, groups, share, fill_down, notes)


def _pairs(lines: str) -> list[tuple[str, tuple[str, ...]]]:
    parts = (line.partition(": ") for line in lines.strip().splitlines())
    return [(field, tuple(headers.split(" | "))) for field, _, headers in parts]
