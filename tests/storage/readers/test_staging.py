import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kw_tui.storage.readers import gate, staging
from kw_tui.storage.readers.gate import CHUNK, LONGEST_LINE, MARK, TOO_LONG, admit
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


UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=60), chunk=st.sampled_from((1, 3, CHUNK)))
@example(body=bytes(range(256)), chunk=CHUNK)
@example(body=bytes(range(0x80, 0x100)) * 2, chunk=7)
@example(body="Â€ÂÃ‚Â€".encode("cp1252", "ignore"), chunk=1)
def test_windows_text_is_what_python_makes_of_it(body: bytes, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as name:
        patch.setattr(staging, "CHUNK", chunk)
        content = b"a;b\n\xe4;\x80\n" + body.replace(b"\r", b"") + b"\n"
        path = Path(name) / "file.csv"
        path.write_bytes(content)
        twin = as_utf8(admit(path, "cp1252"), Path(name)).read_bytes().decode()
    decoded = [MARK if byte in UNDEFINED else bytes([byte]).decode("cp1252") for byte in content]
    assert twin == "".join(decoded)


LIMIT = 4096


@pytest.fixture
def short_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are too long soon, and files are read in small pieces."""
    for module in (gate, staging):
        monkeypatch.setattr(module, "CHUNK", LIMIT)
        monkeypatch.setattr(module, "LONGEST_LINE", LIMIT)


@pytest.mark.usefixtures("short_lines")
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
@pytest.mark.parametrize("length", [2 * LIMIT + 1, 3 * LIMIT, 10 * LIMIT + 7])
def test_a_line_far_too_long_is_cut_and_marked_and_costs_no_other(
    tmp_path: Path, encoding: str, end: str, length: int
) -> None:
    long = "ä" + "x" * length
    before, after = "a;ü\n" * 700 + "b;c\n", f"{end}d;é\n{'e;f' + end}" if end else ""
    _, twin = staged(tmp_path, (before + long + after).encode(encoding))
    head, cut, rest = twin.read_bytes().decode().partition(TOO_LONG)
    assert cut == TOO_LONG
    assert head.startswith(before)
    kept = head.removeprefix(before)
    assert long.startswith(kept)
    assert 1000 < len(kept.encode()) <= 2000
    assert rest.replace("\r", "") == after.replace("\r", "")


@pytest.mark.usefixtures("short_lines")
def test_lines_as_long_as_allowed_are_left_whole(tmp_path: Path) -> None:
    content = (b"y" * (LIMIT - 10) + b";1\n") * 5 + b"z" * 9 * LIMIT + b"\n" + b"y" * LIMIT + b"\n"
    _, twin = staged(tmp_path, content)
    lines = twin.read_bytes().split(b"\n")
    assert lines[:5] == [b"y" * (LIMIT - 10) + b";1"] * 5
    assert lines[5].decode().endswith(TOO_LONG)
    assert lines[6:] == [b"y" * LIMIT, b""]


def test_a_letter_is_never_cut_in_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kept in (1999, 2000, 2001):
        monkeypatch.setattr(staging, "_KEPT", kept)
        folder = tmp_path / str(kept)
        folder.mkdir()
        _, twin = staged(folder, b"a;b\n" + "ä".encode() * LONGEST_LINE + b"\n")
        assert MARK not in twin.read_bytes().decode()


def test_a_line_without_end_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    with path.open("wb") as file:
        file.write("ä;b\n".encode("cp1252"))
        for _ in range(40):
            file.write(b"x" * CHUNK)
    arrival = admit(path)
    tracemalloc.start()
    try:
        twin = as_utf8(arrival, tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert twin.stat().st_size < 5000
    assert peak < 12 * CHUNK


def test_progress_ends_with_the_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes("ä;b\n".encode("cp1252") * CHUNK)
    told: list[tuple[int, int]] = []
    as_utf8(admit(path), tmp_path, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (4 * CHUNK, 4 * CHUNK)


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


def test_a_process_that_ends_takes_its_folders_with_it(tmp_path: Path) -> None:
    code = (
        "import sys, threading, time\n"
        "from kw_tui.storage.readers.staging import staging_folder\n"
        "def work():\n"
        "    with staging_folder() as folder:\n"
        "        (folder / 'part').touch()\n"
        "        begun.set()\n"
        "        time.sleep(60)\n"
        "begun = threading.Event()\n"
        "threading.Thread(target=work, daemon=True).start()\n"
        "begun.wait()\n"
    )
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path)}, check=True, timeout=30)
    assert list(tmp_path.iterdir()) == []
