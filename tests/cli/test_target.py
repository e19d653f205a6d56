from pathlib import Path

import pytest

from kw_tui.cli.options import Format
from kw_tui.cli.output import Sink
from kw_tui.cli.target import check_name, check_suffix, format_of
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.errors import UsageError


@pytest.mark.parametrize(
    ("name", "form"), [("a.CSV", "csv"), ("a.XLSX", "xlsx"), ("a.txt", "table"), ("a", None), ("a.dat", None)]
)
def test_known_suffixes_stand_for_a_format(name: str, form: Format | None) -> None:
    assert format_of(Path(name)) == form


@pytest.mark.parametrize(
    ("name", "asked"),
    [("a.csv", None), ("a.xlsx", None), ("a", None), ("a.txt", "json"), ("a.dat", "csv"), ("/dev/stdout", None)],
)
def test_suffixes_that_promise_nothing_else_pass(name: str, asked: Format | None) -> None:
    check_suffix(Path(name), asked)


@pytest.mark.parametrize(("name", "asked"), [("a.dat", None), ("a.ods", None), ("a.XLSX", "csv"), ("c.toml", "json")])
def test_suffixes_of_what_kw_does_not_write_are_refused(name: str, asked: Format | None) -> None:
    with pytest.raises(UsageError, match="Nothing can be written as"):
        check_suffix(Path(name), asked)


@pytest.mark.parametrize("name", ["s.kw.toml", "S.Decisions.TOML", ".s.kw.toml.lock", ".s.kw.cache/t/a.csv"])
def test_whoever_writes_never_writes_over_what_kw_lives_on(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("kept")
    with pytest.raises(UsageError):
        check_name(path)
    with pytest.raises(UsageError, match="belongs to the session"):
        Sink(Voice(), "csv", path).text("x")
    assert path.read_text() == "kept"


def test_a_link_to_a_session_is_seen_through(tmp_path: Path) -> None:
    link = tmp_path / "a.csv"
    link.symlink_to(tmp_path / "s.kw.toml")
    with pytest.raises(UsageError):
        check_name(link)
    check_name(tmp_path / "b.csv")
