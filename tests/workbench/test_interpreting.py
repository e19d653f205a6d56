"""How a file is to be read, from as few of its lines as prove it."""

from pathlib import Path

import pytest

from kw_tui.workbench import opened
from kw_tui.workbench.interpreting import (
    answered_by,
    decided,
    first_formats,
    reading_of,
    reads_otherwise,
    settled_by_all,
)
from tests.workbench.lane_texts import LATEST, line, open_text, text

UNSURE, SURE = (text(line({3: amount}), columns=4) for amount in ("1,500", "1,50"))


def test_what_one_file_leaves_open_another_answers(tmp_path: Path) -> None:
    one, other = (open_text(tmp_path, content, name) for content, name in ((UNSURE, "a.csv"), (SURE, "b.csv")))
    assert [ask.option for ask in first_formats(one).asks] == ["decimal"]
    assert answered_by(one, ()) is one
    answered = answered_by(one, (other,))
    assert answered.options.decimal == ","
    assert not first_formats(answered).asks


def test_what_changes_no_line_is_proven_by_the_first_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "SAMPLE_ROWS", 2)
    one = open_text(tmp_path, text(*[line({})] * 4))
    reading = reading_of(one, first_formats(one), LATEST)
    assert (reading.key, reading.latest) == (one.raw.sha256[:8], LATEST)
    assert settled_by_all(one, reading) is reading


def test_a_column_reads_otherwise_where_its_mark_differs(tmp_path: Path) -> None:
    one = open_text(tmp_path, SURE)
    reading = reading_of(one, first_formats(one), LATEST)
    same = decided(one, reading, one.facts)
    assert not reads_otherwise(same, reading.formats)
    dotted = open_text(tmp_path, text(line({3: "1.50"}), columns=4), "c.csv")
    assert reads_otherwise(same, first_formats(dotted))
