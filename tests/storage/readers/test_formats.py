import os
from pathlib import Path

import pytest

from kw_tui.storage.readers.formats import FORMATS, read_any
from kw_tui.vocabulary.errors import SourceError


def test_some_format_takes_every_path() -> None:
    assert FORMATS[-1].knows(Path("whatever.xyz"))
    assert len({each.id for each in FORMATS}) == len(FORMATS)


def test_the_extension_does_not_decide(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_text("a\tb\n1\tx\n", encoding="utf-16")
    assert read_any(path, tmp_path).frame.collect().rows() == [(2, "1", "x")]
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    with pytest.raises(SourceError, match="Excel"):
        read_any(path, tmp_path)


def test_a_name_that_is_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    staging = tmp_path / "staging"
    staging.mkdir()
    path = tmp_path / os.fsdecode(b"ums\xe4tze.csv")
    path.write_text("a;b\n1;x\n", encoding="utf-8")
    raw = read_any(path, staging)
    assert raw.frame.collect().rows() == [(2, "1", "x")]
    assert raw.path == path
    raw.require_unchanged()
    path.write_bytes(b"")
    with pytest.raises(SourceError) as refused:
        read_any(path, staging)
    assert "staging" not in refused.value.message.de
