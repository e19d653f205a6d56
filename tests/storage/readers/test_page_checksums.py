from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.readers.page_checksums import wrong_page
from kw_tui.storage.readers.parquet import read_parquet
from kw_tui.vocabulary.errors import SourceError

FRAME = pl.DataFrame({"Kunde": [f"{row % 50:05}" for row in range(5000)], "Netto": [row * 1.25 for row in range(5000)]})


def write(path: Path, *, has_checksums: bool, version: str = "1.0") -> Path:
    options = {"write_page_checksum": has_checksums, "data_page_version": version, "row_group_size": 2000}
    FRAME.write_parquet(path, use_pyarrow=True, compression="zstd", pyarrow_options=options)
    return path


def damage(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_a_damaged_page_is_refused_though_it_can_be_decoded(tmp_path: Path, version: str) -> None:
    path = write(tmp_path / "ledger.parquet", has_checksums=True, version=version)
    assert wrong_page(path) is None
    assert read_parquet(path, tmp_path).lines == 5000
    damage(path, path.stat().st_size // 3)
    assert wrong_page(path) is not None
    with pytest.raises(SourceError, match="damaged or incomplete"):
        read_parquet(path, tmp_path)


def test_without_checksums_there_is_nothing_to_compare(tmp_path: Path) -> None:
    path = write(tmp_path / "ledger.parquet", has_checksums=False)
    damage(path, path.stat().st_size // 3)
    assert wrong_page(path) is None


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1", b"PAR1" + b"\x19" * 90 + b"\x5a\0\0\0PAR1"]
)
def test_what_is_no_such_file_is_left_to_the_engine(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(content)
    assert wrong_page(path) is None
