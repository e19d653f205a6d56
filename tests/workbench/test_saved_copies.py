"""Rows taken along: a private file, nothing written over unasked, never a file of the session."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from kw_tui.vocabulary.errors import KwError
from kw_tui.workbench.saved_copies import save_copy


def test_a_copy_is_private_and_replaces_nothing_unasked(tmp_path: Path) -> None:
    source = tmp_path / "umsatz.csv"
    source.write_text("x")
    session = SimpleNamespace(sources=[SimpleNamespace(path="umsatz.csv")])
    bench = SimpleNamespace(path=tmp_path / "a.kw.toml", session=session)
    target = tmp_path / "auszug.csv"
    save_copy(bench, target, b"1")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"1", 0o600)
    with pytest.raises(KwError, match="exists"):
        save_copy(bench, target, b"2")
    assert target.read_bytes() == b"1"
    save_copy(bench, target, b"3", overwrite=True)
    assert target.read_bytes() == b"3"
    for other in (source, bench.path, tmp_path / "missing" / "x.csv", tmp_path):
        with pytest.raises(KwError):
            save_copy(bench, other, b"4", overwrite=True)
    assert source.read_text() == "x"
