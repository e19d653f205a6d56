"""Every line that is not plainly one record is listed: held against a reference that looks at one line at a time."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kw_tui.storage.readers import proof
from kw_tui.storage.readers.gate import MARK, TOO_LONG
from kw_tui.storage.readers.proof import Layout, Proof, prove

HEADER = "a;b;c"
BLANKS = " \t\u00a0\u202f\ufeff\r"
CELLS = (
    "",
    "x",
    "1,5",
    "ä",
    "à",
    " ",
    " x",
    "x ",
    "\u00a0",
    "\u202fx",
    "\t",
    '"',
    'x"',
    "\x00",
    MARK,
    TOO_LONG,
    "\ufffd",
    "a",
)
LINES = st.one_of(
    st.lists(st.sampled_from(CELLS), min_size=1, max_size=4).map(";".join),
    st.sampled_from((HEADER, "", ";;", " ;\u00a0;\t", "x;y;z", "x" * 70, f"{HEADER}a", f"x{HEADER}")),
)


@pytest.fixture(autouse=True, params=[1, 16, 1 << 20])
def _chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "_BLOCK", request.param)


def proved(content: str, layout: Layout) -> Proof:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "staged"
        path.write_bytes(content.encode())
        return prove(path, layout)


def fails(line: str, layout: Layout) -> bool:
    separator = layout.separator.decode()
    bare = line.removesuffix("\r")
    has_fields = line.count(separator) == layout.fields - 1
    is_idle = not bare.strip(" \t\u00a0" + separator) or (layout.header is not None and bare == layout.header.decode())
    return not has_fields or is_idle or any(sign in line for sign in ('"', "\x00", MARK, TOO_LONG))


def has_padding(line: str, layout: Layout) -> bool:
    return any(cell != cell.strip(BLANKS) for cell in line.removesuffix("\r").split(layout.separator.decode()))


@settings(max_examples=120, deadline=None)
@given(
    lines=st.lists(LINES, min_size=1, max_size=12),
    end=st.sampled_from(("\n", "\r\n")),
    is_ended=st.booleans(),
    first=st.integers(1, 3),
    header=st.sampled_from((None, HEADER)),
)
@example(lines=["x;y;z", HEADER, "x;y;z"], end="\r\n", is_ended=False, first=1, header=HEADER)
@example(lines=["x;y;z", "\u00a0;;"], end="\n", is_ended=True, first=1, header=None)
def test_exactly_the_lines_that_are_no_plain_record_are_listed(
    lines: list[str], end: str, is_ended: bool, first: int, header: str | None
) -> None:
    layout = Layout(b";", 3, first, header.encode() if header else None)
    content = end.join(lines) + (end if is_ended else "")
    physical = content.removesuffix("\n").split("\n") if content else []
    found = proved(content, layout)
    assert found.lines == len(physical)
    expected = {n: line.encode() for n, line in enumerate(physical, 1) if n >= first and fails(line, layout)}
    assert found.failing == expected
    if found.is_trimmed:
        assert not any(has_padding(line, layout) for line in physical)


@pytest.mark.parametrize("line", ["x;y;z", "x y;y;z", "ä;ö;ü", "x;;z", "x;y;"])
def test_cells_without_blanks_around_them_are_seen_as_such(line: str) -> None:
    assert proved(f"{line}\r\n" * 5, Layout(b";", 3, 1)).is_trimmed


@pytest.mark.parametrize("line", [" x;y;z", "x ;y;z", "x; y;z", "x;y;z ", "x;\u00a0y;z", "x;y;\u202fz", "x;\ty;z"])
def test_one_padded_cell_is_enough(line: str) -> None:
    assert not proved(f"x;y;z\n{line}\nx;y;z\n", Layout(b";", 3, 1)).is_trimmed


def test_a_tab_that_separates_is_no_padding() -> None:
    found = proved("x\ty\nx\ty\n", Layout(b"\t", 2, 1))
    assert (found.is_trimmed, found.failing) == (True, {})


def test_it_gives_up_where_far_too_many_lines_fail() -> None:
    assert proved('x;"y";z\n' * 2_001, Layout(b";", 3, 1)).gave_up
    few = proved("x;y;z\n" * 50 + "x\n" * 50, Layout(b";", 3, 1))
    assert (few.gave_up, len(few.failing)) == (False, 50)


@pytest.mark.parametrize("limit", ["MOST_LISTED", "MOST_BYTES"])
def test_it_gives_up_where_what_fails_would_fill_memory(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    text = "x;y;z\n" * 400 + "xx\n" * 9
    monkeypatch.setattr(proof, limit, 18)
    assert not proved(text, Layout(b";", 3, 1)).gave_up
    monkeypatch.setattr(proof, limit, 8)
    assert proved(text, Layout(b";", 3, 1)).gave_up


def test_whoever_asks_is_told_of_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "staged"
    path.write_bytes(b"x;y;z\n" * 40)
    told: list[tuple[int, int]] = []
    prove(path, Layout(b";", 3, 1), lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (240, 240)
