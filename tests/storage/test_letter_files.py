import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kw_tui.storage.letter_files import safe_name, save_letter
from kw_tui.vocabulary.errors import SessionError


def test_a_plain_number_is_its_own_name() -> None:
    assert safe_name("0010234") == "0010234"
    assert safe_name("k-17_b") == "k-17_b"


@pytest.mark.parametrize(
    "raw", ["../../etc/passwd", "a/b", "..", "", "con:", "a\\b", "a\x00b", "-rf", "=1+1", "x" * 999, "ß"]
)
def test_a_name_leads_nowhere_else(raw: str) -> None:
    safe = safe_name(raw)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", safe)
    assert len(safe) <= 60


@given(st.text(), st.text())
def test_two_ids_never_share_a_name_even_where_case_is_not_told_apart(one: str, other: str) -> None:
    assert (safe_name(one).lower() == safe_name(other).lower()) is (one == other)


def test_letters_are_private_and_none_is_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "letters"
    first = save_letter(folder, "x", "Grüße\n")
    assert first == folder / "x.txt"
    assert first.read_bytes() == "Grüße\n".encode()
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert save_letter(folder, "x", "Grüße\n") == first
    assert save_letter(folder, "x", "other") == folder / "x-2.txt"
    assert save_letter(folder, "x", "other") == folder / "x-2.txt"
    assert first.read_text("utf-8") == "Grüße\n"


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.txt"
    (tmp_path / "x.txt").symlink_to(target)
    assert save_letter(tmp_path, "x", "text") == tmp_path / "x-2.txt"
    assert not target.exists()


def test_a_disk_that_refuses_leaves_no_half_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(SessionError, match="the disk is full"):
        save_letter(tmp_path, "x", "text")
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("", "utf-8")
    with pytest.raises(SessionError, match="was not saved"):
        save_letter(tmp_path / "letters", "x", "text")
