import zipfile
from pathlib import Path

import pytest

from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.xml_parts import CHUNK, attribute, chunks, elements


def container(path: Path, data: bytes) -> zipfile.ZipFile:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("part.xml", data)
    return zipfile.ZipFile(path)


def followed(*pieces: bytes) -> list[object]:
    seen: list[object] = []
    elements(pieces, lambda name, given: seen.append((name, dict(given))), seen.append, seen.append)
    return seen


def test_a_part_comes_in_chunks_and_tells_how_far_it_is(tmp_path: Path) -> None:
    data, shares = b"<a>" + b"x" * (2 * CHUNK) + b"</a>", list[float]()
    found = list(chunks(container(tmp_path / "a.zip", data), "part.xml", shares.append))
    assert b"".join(found) == data
    assert max(map(len, found)) <= CHUNK
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_what_does_not_fit_its_checksum_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    container(path, b"<a>" + bytes(range(256)) * 9 + b"</a>").close()
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(RefusedError, match="damaged"):
        list(chunks(zipfile.ZipFile(path), "part.xml"))


def test_a_missing_part_is_damage(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="damaged"):
        list(chunks(container(tmp_path / "a.zip", b""), "other.xml"))


def test_elements_lose_their_namespaces_and_text_may_be_cut_anywhere() -> None:
    expected = [("a", {}), ("b", {"u n": "1"}), *"Müller", "b", "a"]
    data = '<x:a xmlns:x="u"><x:b x:n="1">Müller</x:b></x:a>'.encode()
    for cut in range(len(data)):
        found = followed(data[:cut], data[cut:])
        assert [each for part in found for each in (part if isinstance(part, str) else [part])] == expected
    assert attribute({"u n": "1"}, "n") == "1"
    assert attribute({"u n": "1"}, "m") is None


@pytest.mark.parametrize(
    "data",
    [
        b"<a><b></a>",
        b"<a>",
        b"",
        b'<?xml version="1.0" encoding="UGF-8"?><a/>',
        b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><a>&x;</a>',
        b"<a>\xff</a>",
    ],
)
def test_broken_or_expanding_documents_are_refused(data: bytes) -> None:
    with pytest.raises(RefusedError, match="damaged"):
        followed(data)
