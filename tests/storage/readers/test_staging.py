import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from kw_tui.storage.readers.gate import CHUNK, admit
from kw_tui.storage.readers.staging import as_utf8, staging_folder, sweep_staging, unpadded


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


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_staging_folder_is_private_and_goes_when_the_work_is_done(temporary: Path) -> None:
    with staging_folder() as folder:
        assert folder.parent == temporary
        assert folder.name.startswith("kw-import-")
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "a.parquet").touch()
    with pytest.raises(KeyError), staging_folder():
        raise KeyError
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_killed_process_goes_those_at_work_stay(temporary: Path) -> None:
    code = (
        "import sys, tempfile, time; tempfile.tempdir = sys.argv[1]\n"
        "from kw_tui.storage.readers.staging import staging_folder\n"
        "with staging_folder() as folder:\n"
        "    (folder / 'a').write_text('x'); print(folder, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(temporary)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        left = Path(process.stdout.readline().strip())
        with staging_folder() as own:
            assert left.is_dir()
            process.kill()
            process.wait()
            sweep_staging(temporary)
            assert list(temporary.iterdir()) == [own]


def test_without_an_owner_a_folder_goes_after_a_day(temporary: Path) -> None:
    names = ("kw-import-old", "kw-import-new", "kw-other-old")
    for name in names:
        (temporary / name).mkdir()
        if name.endswith("old"):
            os.utime(temporary / name, (time.time() - 25 * 3600,) * 2)
    (temporary / "kw-import-file").touch()
    sweep_staging(temporary)
    assert {path.name for path in temporary.iterdir()} == {"kw-import-new", "kw-other-old", "kw-import-file"}


def test_a_link_is_not_followed_and_other_users_folders_stay(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = temporary / "mine"
    kept.mkdir()
    (temporary / "kw-import-link").symlink_to(kept)
    os.utime(temporary / "kw-import-link", (0, 0), follow_symlinks=False)
    theirs = temporary / "kw-import-theirs"
    theirs.mkdir()
    os.utime(theirs, (0, 0))
    sweep_staging(temporary / "absent")
    with monkeypatch.context() as patch:
        patch.setattr(os, "getuid", lambda: theirs.stat().st_uid + 1)
        sweep_staging(temporary)
    assert theirs.is_dir()
    sweep_staging(temporary)
    assert not theirs.exists()
    assert kept.is_dir()
