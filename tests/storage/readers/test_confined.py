import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kw_tui.storage.readers.confined import EndedError, verdict

Script = Callable[[str], str]


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Make a module of these lines that a child can run; `job` and `say` are at hand."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    head = "import json, os, sys, time\njob = json.loads(sys.argv[1])\n"
    head += "def say(**told): print(json.dumps(told), flush=True)\n"

    def make(body: str) -> str:
        (tmp_path / "kw_child_script.py").write_text(head + body, encoding="utf-8")
        return "kw_child_script"

    return make


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_last_word_is_the_verdict_and_progress_is_passed_on(script: Script) -> None:
    shares: list[float] = []
    module = script("say(done=0.25)\ntime.sleep(0.4)\nsay(done=0.5)\ntime.sleep(0.4)\nsay(answer=job['name'])")
    assert verdict(module, {"name": "ä\udcff"}, 20, shares.append) == {"answer": "ä\udcff"}
    assert {0.25, 0.5} <= set(shares)
    assert shares == sorted(shares)


def test_a_child_that_takes_too_long_is_stopped(script: Script) -> None:
    began = time.monotonic()
    with pytest.raises(EndedError) as caught:
        verdict(script("time.sleep(60)"), {}, 0.5)
    assert caught.value.reason == "timeout"
    assert time.monotonic() - began < 5


def test_whoever_cancels_is_not_kept_waiting_and_leaves_no_child(script: Script, tmp_path: Path) -> None:
    class CancelledError(Exception):
        pass

    def cancel(share: float) -> None:
        nonlocal began
        if share:
            began = time.monotonic()
            raise CancelledError

    began = 0.0
    module = script("open(job['pid'], 'w').write(str(os.getpid()))\nsay(done=0.1)\ntime.sleep(60)")
    with pytest.raises(CancelledError):
        verdict(module, {"pid": str(tmp_path / "pid")}, 30, cancel)
    assert time.monotonic() - began < 0.5
    assert not is_alive(int((tmp_path / "pid").read_text()))


@pytest.mark.parametrize(
    ("body", "reason", "detail"),
    [
        ("raise ValueError('so nicht')", "died", "ValueError: so nicht"),
        ("os.abort()", "died", "-6"),
        ("sys.stderr.write('memory allocation of 99 bytes failed'); sys.stderr.flush(); os.abort()", "memory", ""),
        ("raise MemoryError", "memory", ""),
        ("sys.exit(0)", "died", "0"),
    ],
)
def test_how_a_child_ends_is_told(script: Script, body: str, reason: str, detail: str) -> None:
    with pytest.raises(EndedError) as caught:
        verdict(script(body), {}, 20)
    assert (caught.value.reason, caught.value.detail) == (reason, detail)


def test_a_child_may_complain_as_much_as_it_likes(script: Script) -> None:
    assert verdict(script("sys.stderr.write('x' * 10_000_000)\nsay(ok=1)"), {}, 20) == {"ok": 1}


def test_nothing_is_imported_from_where_somebody_works(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "fastexcel.py").write_text("raise SystemExit('hostile')")
    monkeypatch.chdir(tmp_path / "work")
    assert verdict(script("import fastexcel\nsay(ok=1)"), {}, 20) == {"ok": 1}
