import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.storage.readers.json_rows import Columns, Rows
from kw_tui.storage.readers.json_template import MOST_KEYS, MOST_TEMPLATES, Template, cell, template_of, usual_templates


def cut(template: Template, lines: list[str]) -> list[tuple[str | None, ...] | None]:
    """What the template makes of lines; None where one is not legal."""
    raw = pl.col("raw")
    frame = pl.DataFrame({"raw": lines}).lazy().with_row_index("at").with_columns(template.is_legal(raw).alias("legal"))
    values = frame.filter("legal").select("at", template.pieces(raw).alias("values")).unnest("values")
    named = values.select("at", *(cell(pl.col(str(place))).alias(str(place)) for place in range(len(template.keys))))
    found = {at: row for at, *row in named.collect(engine="streaming").rows()}
    return [tuple(found[at]) if at in found else None for at in range(len(lines))]


def decoded(lines: list[str]) -> list[tuple[str | None, ...]]:
    rows = Rows(Columns(Path("file")))
    assert all(rows.add(number, line.strip()) for number, line in enumerate(lines))
    return [row[1:] for row in rows.take().rows()]


def test_values_are_cut_as_they_are_written() -> None:
    template = template_of('{"a": "x", "c": {"id": 1, "name": "y"}, "b": null}')
    assert template is not None
    assert template.keys == ("a", ("c", "id"), ("c", "name"), "b")
    lines = [
        r'{"a": "\"K\"\\", "c": {"id": 1E5, "name": "a\u00fc\n\ud83d\ude00"}, "b": -0.10}',
        '{"a": "", "c": {"id": "null", "name": "}, \\"b\\": "}, "b": true}\r',
        '{"a": 1, "b": null, "c": {"id": 1, "name": "y"}}',
        '{"a": 1, "c": {"id": 1, "name": "y"}, "b": null, "d": 1}',
        '{"a": 01, "c": {"id": 1, "name": "y"}, "b": null}',
        '{"a": "x, "c": {"id": 1, "name": "y"}, "b": null}',
        r'{"a": "\ud83d", "c": {"id": 1, "name": "y"}, "b": null}',
        '{"a": "\uffff", "c": {"id": 1, "name": "y"}, "b": null}',
        '{"a": [], "c": {"id": 1, "name": "y"}, "b": null}',
        "",
    ]
    first = ('"K"\\', "1E5", "aü\n😀", "-0.10")
    assert cut(template, lines) == [first, (None, "null", '}, "b": ', "true"), *[None] * 8]


@pytest.mark.parametrize(
    "line",
    [
        "", "[]", "{}", '{"a":[1]}', '{"a":{"b":{"c":1}}}', '{"a":1,"a":2}', '{"a":{"x":1},"a":{"y":2}}', '{",b":1}',
        '{"}":1}', '{"a b":1,":":2}', '{"":1}', r'{"\"":1}', '{"a":1', '{"a":{}}', '{"a":1}}', '{"a" 1}', '{{"a":1}}',
        "{" + ",".join(f'"k{place}":1' for place in range(MOST_KEYS + 1)) + "}",
    ],
)  # fmt: skip
def test_a_line_that_is_not_plain_gives_no_template(line: str) -> None:
    assert template_of(line) is None


def test_as_many_keys_as_a_template_may_have() -> None:
    line = "{" + ",".join(f'"schlüssel {place} (€/%) [x]":"wört"' for place in range(MOST_KEYS)) + "}"
    template = template_of(line)
    assert template is not None
    assert cut(template, [line]) == [("wört",) * MOST_KEYS]


def test_the_usual_templates_are_those_of_many_lines() -> None:
    lines = ["", '{"a":1}', '{"b":1}', '{"b":2} \r', "[1]", "x"]
    assert usual_templates(lines) == [template_of('{"a":1}'), template_of('{"b":1}')]
    assert len(usual_templates(f'{{"k{number}":1}}' for number in range(9))) == MOST_TEMPLATES
    assert usual_templates(f'{{"k{number}":1}}' for number in range(11)) == []
    assert usual_templates(["[1]"] * 9) == []
    assert usual_templates([]) == []


TRICKY = st.text(alphabet='ab,:{}[]" \\\t\u00fc\U0001f600', max_size=6)
VALUES = TRICKY | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
NAMES = st.text(alphabet="abü,:{ }", min_size=1, max_size=3)


@given(
    keys=st.lists(NAMES, min_size=1, max_size=4, unique=True),
    inner=st.lists(NAMES, max_size=3, unique=True),
    values=st.lists(st.lists(VALUES, min_size=7, max_size=7), min_size=1, max_size=4),
    separators=st.sampled_from([(",", ":"), (", ", ": "), (" ,  ", " : ")]),
    ascii_only=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_what_is_cut_is_what_the_decoder_reads(
    keys: list[str], inner: list[str], values: list[list[object]], separators: tuple[str, str], ascii_only: bool
) -> None:
    lines = []
    for row in values:
        record: dict[str, object] = dict(zip(keys, row, strict=False))
        if inner:
            record[keys[0]] = dict(zip(inner, row[4:], strict=False))
        lines.append(json.dumps(record, separators=separators, ensure_ascii=ascii_only))
    template = template_of(lines[0])
    if template is not None:
        assert cut(template, lines) == decoded(lines)
