from pathlib import Path

from kw_tui.storage.readers.gate import CHUNK, admit
from kw_tui.storage.readers.staging import as_utf8, unpadded


def staged(tmp_path: Path, content: bytes) -> tuple[Path, Path]:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    folder = tmp_path / "staging"
    folder.mkdir()
    return path, as_utf8(admit(path), folder)


def test_plain_utf8_is_not_copied(tmp_path: Path) -> None:
    path, twin = staged(tmp_path, "a;ä\r\n".encode())
    assert twin == path


def test_windows_text_is_rewritten_and_the_original_left_alone(tmp_path: Path) -> None:
    text = "Müller;5 €\r\n" * (CHUNK // 10)
    path, twin = staged(tmp_path, text.encode("cp1252"))
    assert twin.read_bytes() == text.encode()
    assert path.read_bytes() == text.encode("cp1252")


def test_marks_and_wide_letters_of_utf16_are_resolved(tmp_path: Path) -> None:
    text = "ä;😀\n" * (CHUNK // 5)
    _, twin = staged(tmp_path, text.encode("utf-16"))
    assert twin.read_bytes() == text.encode()


def test_old_mac_line_ends_become_line_feeds(tmp_path: Path) -> None:
    _, twin = staged(tmp_path, b"a;b\r1;2\r")
    assert twin.read_bytes() == b"a;b\n1;2\n"


def test_runs_of_blanks_become_one_tab_line_for_line(tmp_path: Path) -> None:
    path = tmp_path / "padded.txt"
    path.write_bytes(b"  id   name \r\n\r\n 1  x  \n")
    assert unpadded(path, tmp_path).read_bytes() == b"id\tname\n\n1\tx\n"
