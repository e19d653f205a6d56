import codecs
import hashlib
import os
import random
from pathlib import Path

import pytest

from kw_tui.storage.readers.gate import CHUNK, admit
from kw_tui.vocabulary.errors import SourceError


def arrive(tmp_path: Path, content: bytes):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    return admit(path)


def test_the_arrival_tells_size_and_digest(tmp_path: Path) -> None:
    content = b"a;b\n1;2\n" * 300_000
    arrival = arrive(tmp_path, content)
    assert len(content) > CHUNK
    assert (arrival.size, arrival.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_progress_ends_at_the_size_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"x;y\n" * CHUNK)
    seen: list[tuple[int, int]] = []
    admit(path, progress=lambda done, size: seen.append((done, size)))
    assert seen[-1] == (4 * CHUNK, 4 * CHUNK)
    assert len(seen) == 4


def test_a_letter_cut_by_the_end_of_a_chunk_is_still_utf8(tmp_path: Path) -> None:
    content = b"a" * (CHUNK - 1) + "ä".encode() + b"\n"
    arrival = arrive(tmp_path, content)
    assert (arrival.encoding, arrival.is_damaged) == ("utf-8", False)


def test_an_umlaut_late_in_the_file_decides(tmp_path: Path) -> None:
    assert arrive(tmp_path, b"a;b\n" * 500_000 + "Müller;Größe\n".encode("cp1252")).encoding == "cp1252"


@pytest.mark.parametrize("text", ["Müller & Söhne", "Straße", "ÄÖÜ äöü", "Fußgängerüberführung"])
@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "utf-8"])
def test_german_text_shows_its_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    assert arrive(tmp_path, f"a;{text}\n".encode(encoding)).encoding == encoding


def test_a_euro_sign_of_windows_is_not_taken_for_dos(tmp_path: Path) -> None:
    assert arrive(tmp_path, "Preis;5 €\n".encode("cp1252")).encoding == "cp1252"


def test_old_mac_line_ends_are_seen(tmp_path: Path) -> None:
    assert arrive(tmp_path, b"a;b\r1;2\r").ends_in_cr
    assert not arrive(tmp_path, b"a;b\r\n1;2\r\n").ends_in_cr


def test_a_few_nul_bytes_are_no_binary_file_but_many_are(tmp_path: Path) -> None:
    assert arrive(tmp_path, b"a;b\n" * 20 + b"1;\x002\n").encoding == "utf-8"
    with pytest.raises(SourceError, match="binary"):
        arrive(tmp_path, b"a;b\n" * 20 + bytes(15) + b"1;2\n")


def test_an_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refused:
        arrive(tmp_path, b"PK\x03\x04rest")
    assert "Excel" in refused.value.line("de")
    assert "CSV" in refused.value.line("de")


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_no_text_file(tmp_path: Path, seed: int) -> None:
    with pytest.raises(SourceError, match="is not a text file"):
        arrive(tmp_path, b"a" + random.Random(seed).randbytes(5000))


def test_a_few_stray_control_characters_are_still_text(tmp_path: Path) -> None:
    assert arrive(tmp_path, b"a;b\r\n1;2\r\n\x1a").encoding == "utf-8"
    assert arrive(tmp_path, b"a;b\x01\x02\r\n" + b"1;2\f\t\r\n" * 100).encoding == "utf-8"
    assert arrive(tmp_path, ("Ł;ł\n" * 500).encode("utf-16")).encoding == "utf-16"


@pytest.mark.parametrize(
    ("bom", "name"), [(codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")], ids=["le", "be"]
)
def test_utf32_is_refused_by_its_name(tmp_path: Path, bom: bytes, name: str) -> None:
    with pytest.raises(SourceError, match="UTF-32"):
        arrive(tmp_path, bom + "Kundennummer;Netto\n1;2\n".encode(name))


@pytest.mark.parametrize("change", ["grown", "cut", "written over", "replaced", "gone"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, change: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"1;2\n" * CHUNK)

    def meanwhile(done: int, _size: int) -> None:
        if done != CHUNK:
            return
        if change == "gone":
            path.unlink()
        elif change == "replaced":
            (tmp_path / "new").write_bytes(b"3;4\n" * CHUNK)
            (tmp_path / "new").replace(path)
        elif change == "cut":
            os.truncate(path, 2 * CHUNK)
        else:
            with path.open("r+b") as file:
                file.seek(0, os.SEEK_END if change == "grown" else os.SEEK_SET)
                file.write(b"5;6\n")

    with pytest.raises(SourceError, match="changed while it was being read"):
        admit(path, progress=meanwhile)
