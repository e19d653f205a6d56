import time
from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.readers.column_proof import CrowdedError, UnsoundError, decode, prove


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.parquet"
    pl.select(x=pl.int_range(300_000), y=pl.lit("a")).write_parquet(path, row_group_size=50_000)
    return path


def test_a_sound_file_passes(sound: Path) -> None:
    prove(sound, "parquet")


def test_a_file_that_lacks_its_end_does_not(sound: Path) -> None:
    sound.write_bytes(sound.read_bytes()[:-100])
    with pytest.raises(UnsoundError):
        prove(sound, "parquet")


def test_a_process_that_dies_is_a_damaged_file(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kw_tui.storage.readers.confined.sys.executable", "/bin/false")
    with pytest.raises(UnsoundError):
        prove(sound, "parquet")


def test_a_small_file_of_very_many_rows_is_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    pl.select(x=pl.repeat(1, 20_000_000)).write_parquet(path, row_group_size=20_000_000)
    assert path.stat().st_size < 100_000
    started = time.monotonic()
    with pytest.raises(CrowdedError, match="20000000"):
        prove(path, "parquet")
    assert time.monotonic() - started < 10


def test_what_the_progress_raises_ends_the_process(sound: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prove(sound, "parquet", stop)


def test_a_module_in_the_folder_of_the_moment_is_not_taken_for_ours(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "polars.py").write_text("raise SystemExit('taken in')")
    monkeypatch.chdir(tmp_path)
    prove(Path(sound.name), "parquet")


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_what_a_decoding_finds(sound: Path, kind: str, tmp_path: Path) -> None:
    told: list[float] = []
    assert decode("parquet", sound, told.append) == {}
    assert told[-1] == 1.0
    assert told == sorted(told)
    (tmp_path / "broken").write_bytes(b"PAR1 ARROW1")
    assert list(decode(kind, tmp_path / "broken", told.append)) == ["fault"]
