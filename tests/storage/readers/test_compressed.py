import gzip
import hashlib
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zstandard

from kw_tui.storage.readers import compressed
from kw_tui.storage.readers.compressed import is_compressed, read_compressed
from kw_tui.storage.readers.fingerprint import fingerprint
from kw_tui.storage.readers.json_lines import read_json
from kw_tui.storage.readers.raw import RawText
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import DEFAULT

CONTENT = "".join(f'{{"a":{number},"b":"Köln"}}\n' for number in range(5000)).encode()


def zipped(content: bytes, *names: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return target.getvalue()


def zstd(content: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(content)


PACKED = {
    "gzip": gzip.compress(CONTENT),
    "gzip members": gzip.compress(CONTENT[:1000]) + gzip.compress(b"") + gzip.compress(CONTENT[1000:]) + bytes(512),
    "zstd": zstd(CONTENT),
    "zstd frames": zstd(CONTENT[:1000]) + b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc" + zstd(CONTENT[1000:]),
    "zip": zipped(CONTENT, "../../umsatz.csv"),
}


def write(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    return path


def read(path: Path) -> RawText:
    return read_compressed(path, path.parent, DEFAULT, None, read_json)


@pytest.mark.parametrize("kind", PACKED)
def test_what_is_inside_is_read_and_the_outer_file_is_told_of(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path, PACKED[kind])
    assert is_compressed(path)
    raw = read(path)
    assert raw.frame.collect().rows()[4999] == (5000, "4999", "Köln")
    assert raw.lines == 5000
    assert raw.format == "json"
    assert (raw.path, raw.size) == (path, len(PACKED[kind]))
    assert raw.sha256 == hashlib.sha256(PACKED[kind]).hexdigest()
    raw.require_unchanged()
    assert not (tmp_path.parent / "umsatz.csv").exists()


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("keep", [0.4, 0.97])
def test_a_stream_that_breaks_off_is_refused(tmp_path: Path, kind: str, keep: float) -> None:
    content = PACKED[kind].rstrip(b"\0")
    path = write(tmp_path, content[: int(len(content) * keep)])
    with pytest.raises(SourceError, match=r"the archive is damaged or incomplete") as refused:
        read(path)
    assert "inner" not in refused.value.line("en")


@pytest.mark.parametrize("kind", PACKED)
def test_damage_and_what_does_not_belong_are_refused(tmp_path: Path, kind: str) -> None:
    middle = len(PACKED[kind]) // 2
    damaged = PACKED[kind][:middle] + bytes([PACKED[kind][middle] ^ 255]) + PACKED[kind][middle + 1 :]
    bad = [damaged] if kind == "zip" else [damaged, PACKED[kind] + b"more"]
    for content in bad:
        with pytest.raises(SourceError, match="damaged"):
            read(write(tmp_path, content))


@pytest.mark.parametrize("outer", [gzip.compress, zstd, lambda content: zipped(content, "a.gz")])
@pytest.mark.parametrize("inner", ["gzip", "zstd", "zip"])
def test_what_is_compressed_twice_is_refused(tmp_path: Path, outer, inner: str) -> None:
    with pytest.raises(SourceError, match="compressed more than once"):
        read(write(tmp_path, outer(PACKED[inner])))


def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "RATIO_FROM", 16 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packer_z = zstandard.ZstdCompressor().compressobj()
    zeros = bytes(1 << 20)
    for content in (
        b"".join([*(packer.compress(zeros) for _ in range(130)), packer.flush()]),
        b"".join([*(packer_z.compress(zeros) for _ in range(200)), packer_z.flush()]),
        zipped(bytes(130 << 20), "zeros"),
    ):
        with pytest.raises(SourceError, match="unpacks to more than"):
            read(write(tmp_path, content))
        largest = max(each.stat().st_size for each in tmp_path.glob("*/inner"))
        assert largest < 130 << 20


def test_a_file_larger_than_is_ever_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "_STEP", 1000)
    path = write(tmp_path, PACKED["gzip"])
    assert read(path).lines == 5000
    monkeypatch.setattr(compressed, "LARGEST", 100_000)
    with pytest.raises(SourceError, match="unpacks to more than"):
        read(path)


def test_a_disk_that_fills_up_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "_STEP", 1000)
    monkeypatch.setattr(compressed, "RESERVE", 1 << 60)
    with pytest.raises(SourceError, match="no space left"):
        read(write(tmp_path, PACKED["zstd"]))


def test_a_refusal_of_what_is_inside_names_the_outer_file(tmp_path: Path) -> None:
    path = write(tmp_path, gzip.compress(b"[]"))
    with pytest.raises(SourceError, match="empty") as refused:
        read(path)
    assert refused.value.line("de").startswith(f"{path}: ")


def test_an_archive_of_several_files_names_them_and_says_what_to_do(tmp_path: Path) -> None:
    several = write(tmp_path, zipped(CONTENT, "a.csv", "sub/b.csv", "__MACOSX/._a.csv"))
    assert is_compressed(several)
    with pytest.raises(SourceError) as refused:
        read(several)
    assert refused.value.line("en") == (
        f"{several}: a zip archive of 2 files: a.csv, sub/b.csv - "
        "unpack it and import the files that are meant, or their folder"
    )
    with pytest.raises(SourceError, match=r"9 files: 0, 1, 2, 3, 4, \.\.\.$"):
        read(write(tmp_path, zipped(CONTENT, *map(str, range(9)))))
    with pytest.raises(SourceError, match="without files"):
        read(write(tmp_path, zipped(CONTENT, "folder/")))


def test_a_document_that_is_a_zip_archive_is_no_archive(tmp_path: Path) -> None:
    assert not is_compressed(write(tmp_path, zipped(CONTENT, "[Content_Types].xml", "word/document.xml")))


def test_an_archive_with_a_password_is_not_read(tmp_path: Path) -> None:
    mac = write(tmp_path, zipped(CONTENT, "a.csv", "__MACOSX/._a.csv"))
    assert is_compressed(mac)
    content = bytearray(PACKED["zip"])
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceError, match="password"):
        read(write(tmp_path, bytes(content)))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(100), b"a;b\n", b"\x1f"])
def test_what_is_no_archive_is_not_taken_for_one(tmp_path: Path, content: bytes) -> None:
    assert not is_compressed(write(tmp_path, content))
    assert not is_compressed(tmp_path)


def test_what_the_progress_raises_ends_the_unpacking(tmp_path: Path) -> None:
    path = write(tmp_path, PACKED["gzip"])

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_compressed(path, tmp_path, DEFAULT, stop, read_json)


def test_an_archive_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, PACKED["zip"])

    def change(done: int, total: int) -> None:
        path.write_bytes(PACKED["zip"] + b" ")

    with pytest.raises(SourceError, match="changed"):
        read_compressed(path, tmp_path, DEFAULT, change, read_json)


def test_without_the_package_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    with pytest.raises(SourceError, match="zstandard") as refused:
        read(write(tmp_path, PACKED["zstd"]))
    assert "pip install" in refused.value.hint.en


def test_whatever_the_inner_reader_says_of_the_layout_stays(tmp_path: Path) -> None:
    path = write(tmp_path, PACKED["gzip"])

    def inner(inside: Path, *rest) -> RawText:
        assert inside.read_bytes() == CONTENT
        assert fingerprint(inside).size == len(CONTENT)
        return replace(read_json(inside, *rest), sheet="Blatt", delimiter=";")

    raw = read_compressed(path, tmp_path, DEFAULT, None, inner)
    assert (raw.sheet, raw.delimiter) == ("Blatt", ";")
