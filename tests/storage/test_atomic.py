import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from polars.exceptions import ComputeError

from kw_tui.storage import atomic
from kw_tui.storage.atomic import create, disk_error, is_full, locked, private_mode, replace_by_copy, replace_whole
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Text


def test_replacing_leaves_only_the_new_file_private_to_its_owner(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    target = tmp_path / "a.toml"
    replace_whole(target, b"one")
    replace_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


def test_a_copy_replaces_as_a_whole_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "_PIECE", 4)
    (tmp_path / "source").write_bytes(b"0123456789")
    replace_whole(tmp_path / "target", b"old")
    replace_by_copy(tmp_path / "target", tmp_path / "source")
    assert (tmp_path / "target").read_bytes() == b"0123456789"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source", "target"]


@pytest.mark.parametrize(
    ("folder_mode", "mode"), [(0o755, 0o600), (0o700, 0o600), (0o1777, 0o600), (0o770, 0o660), (0o2755, 0o660)]
)
def test_a_group_shared_folder_gives_group_files(tmp_path: Path, folder_mode: int, mode: int) -> None:
    tmp_path.chmod(folder_mode)
    assert private_mode(tmp_path) == mode
    previous = os.umask(0o077)
    try:
        replace_whole(tmp_path / "a", b"")
    finally:
        os.umask(previous)
    assert (tmp_path / "a").stat().st_mode & 0o777 == mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "real" / "a.toml")
    replace_whole(link, b"x")
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.toml").read_bytes() == b"x"


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.toml"
    replace_whole(target, b"old")
    room, real = [2], os.write

    def write(descriptor: int, content: bytes) -> int:
        written = real(descriptor, content[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr(atomic.os, "write", write)
    with pytest.raises(OSError, match="No space left"):
        replace_whole(target, b"newer")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


def test_what_a_system_does_not_take_at_once_is_written_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(atomic.os, "write", lambda descriptor, content: real(descriptor, content[:2]))
    replace_whole(tmp_path / "a.toml", b"newer")
    assert (tmp_path / "a.toml").read_bytes() == b"newer"


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="is not a file but a folder"):
        replace_whole(tmp_path, b"x")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX")
@pytest.mark.parametrize("is_linked", [False, True])
def test_a_pipe_or_device_is_neither_replaced_nor_locked_nor_opened(tmp_path: Path, is_linked: bool) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o644)
    path = tmp_path / "link" if is_linked else pipe
    if is_linked:
        path.symlink_to(pipe)
    for write in (
        lambda: replace_whole(path, b"x"),
        lambda: create(path, os.O_RDWR),
        lambda: locked(path).__enter__(),
    ):
        with pytest.raises(SessionError) as refused:
            write()
        assert refused.value.line("en") == f"{path} is not a file but a device or a pipe - name a file"
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    assert pipe.lstat().st_mode & 0o777 == 0o644
    assert not list(tmp_path.glob(".*"))


def test_a_lock_that_is_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".a.lock")
    with pytest.raises(SessionError, match="a device or a pipe"):
        locked(tmp_path / "a").__enter__()


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        OSError("No space left on device (os error 28)"),
        ComputeError("parquet: underlying IO error: No space left on device (os error 28)"),
        ComputeError("parquet: underlying IO error: Disk quota exceeded (os error 122)"),
    ],
)
def test_engines_say_in_words_that_the_disk_is_full(error: Exception) -> None:
    assert is_full(error)
    assert "the disk is full" in disk_error(Text("A", "A"), error).line("en")
    assert not is_full(ComputeError("line 28"))


def test_threads_take_turns(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        for _ in range(20):
            with locked(tmp_path / "a"):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.0002)
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 80
    assert max(most) == 1


def test_threads_take_turns_though_the_file_comes_and_goes(tmp_path: Path) -> None:
    """With the file goes its lock; who waited for that one must not think to hold the next."""
    inside: list[int] = []
    most: list[int] = []

    def work(seed: int) -> None:
        for turn in range(30):
            with locked(tmp_path / "a"):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.0002)
                if (turn + seed) % 2:
                    (tmp_path / "a").touch()
                else:
                    (tmp_path / "a").unlink(missing_ok=True)
                inside.pop()

    threads = [threading.Thread(target=work, args=[seed]) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (120, 1)


def test_a_lock_stays_beside_its_file_and_goes_without_one(tmp_path: Path) -> None:
    with locked(tmp_path / "a"):
        (tmp_path / "a").touch()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".a.lock", "a"]
    with pytest.raises(KeyError), locked(tmp_path / "b"):
        raise KeyError
    assert sorted(path.name for path in tmp_path.iterdir()) == [".a.lock", "a"]


def test_a_lock_that_stays_taken_is_named(tmp_path: Path) -> None:
    with locked(tmp_path / "a.toml"):  # noqa: SIM117 - the inner one is what is tested
        with pytest.raises(SessionError, match=r"a\.toml is being written by somebody else"):
            locked(tmp_path / "a.toml", patience=0.05).__enter__()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from kw_tui.storage.atomic import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
    )
    target = tmp_path / "a"
    with subprocess.Popen([sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        process.wait()
    with locked(target, patience=1):
        assert (tmp_path / ".a.lock").stat().st_mode & 0o077 == 0


class TestWithoutFcntl:
    @pytest.fixture(autouse=True)
    def _no_fcntl(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(atomic, "fcntl", None)

    def test_the_lock_excludes_and_is_given_back(self, tmp_path: Path) -> None:
        with locked(tmp_path / "a"), pytest.raises(SessionError):
            locked(tmp_path / "a", patience=0.05).__enter__()
        with locked(tmp_path / "a", patience=0.05):
            pass
        assert list(tmp_path.iterdir()) == []

    def test_a_lock_left_behind_is_taken_over(self, tmp_path: Path) -> None:
        held = tmp_path / ".a.lock-held"
        held.touch()
        os.utime(held, (time.time() - 3600,) * 2)
        with locked(tmp_path / "a", patience=0.05):
            assert held.exists()


def test_disk_errors_say_why_and_what_to_do() -> None:
    doing = Text("A ging nicht", "A failed")
    for number, german in [
        (28, "voll"),
        (13, "Berechtigung"),
        (30, "lesbar"),
        (2, "Ordner"),
        (21, "Ordner"),
        (5, "I/O"),
    ]:
        line = disk_error(doing, OSError(number, os.strerror(number))).line("de")
        assert line.startswith("A ging nicht: ")
        assert german.lower() in line.lower() or "Input/output" in line
        assert " - " in line


def test_what_a_killed_process_left_goes_with_a_later_write(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".a[1].toml.7-1f.tmp", ".a[1].toml.8-2f.tmp", ".b.toml.7-1f.tmp"))
    for left in (old, new, other):
        left.write_text("half")
    for left in (old, other):
        os.utime(left, (0, 0))
    replace_whole(tmp_path / "a[1].toml", b"whole")
    assert not old.exists()
    assert new.exists()
    assert other.exists()


def test_a_link_to_itself_is_called_that(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("a.toml")
    with pytest.raises(SessionError, match="not a file but a link that leads to itself"):
        replace_whole(tmp_path / "a.toml", b"whole")
