"""How a call ends: one clear line and the documented exit code; a traceback only in the log."""

import errno
import os
import sys
import traceback
from contextlib import suppress

from kw_tui.cli.misuse import misuse
from kw_tui.cli.voice import Voice, silence
from kw_tui.storage.trouble_log import write_down
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

_FULL = {errno.ENOSPC, errno.EDQUOT}
_OF_STREAMS = {*_FULL, errno.EFBIG, errno.EIO, errno.EBADF}
"""What writing to a stream fails with; the error then names no file."""
DONE, FAILED, MISUSED, REJECTED, INTERRUPTED = 0, 1, 2, 3, 130


def ending(error: BaseException, voice: Voice) -> int:
    """Tell the user what went wrong, in one line, and return the exit code."""
    if isinstance(error, OSError) and error.filename is None and error.errno in _OF_STREAMS:
        error = unwritten(error)
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else FAILED
    if isinstance(error, KwError):
        line = error.line(voice.lang)
        voice.say(Text(f"kw: {line}", f"kw: {line}"))
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        silence("stdout")
        return DONE
    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "Abort":
        return INTERRUPTED
    if hasattr(error, "format_message"):
        voice.say(misuse(error))
        return MISUSED
    damage = _damage(error)
    return _unexpected(error, voice) if damage is None else ending(damage, voice)


def _damage(error: BaseException) -> KwError | None:
    if "polars" not in sys.modules:  # nothing was read: start-up stays lean
        return None
    from kw_tui.workbench.damage import told_damage

    return told_damage(error)


def unwritten(error: OSError | None) -> KwError:
    """Return the failure of writing to stdout; None where it is closed. What stdout still holds is given up."""
    silence("stdout")
    if error is None:
        why, hint = Text("stdout ist geschlossen", "stdout is closed"), Text("mit -o speichern", "save it with -o")
    else:
        system = error.strerror or str(error)
        full = Text("der Datenträger ist voll", "the disk is full")
        why = full if error.errno in _FULL else Text(system, system)
        hint = Text("anderswohin schreiben", "write it elsewhere")
    return KwError(
        Text("Die Ausgabe ließ sich nicht schreiben: {why}", "The output could not be written: {why}").format(why=why),
        hint,
    )


def _unexpected(error: BaseException, voice: Voice) -> int:
    if os.environ.get("KW_DEBUG"):
        with suppress(OSError, ValueError):
            if sys.stderr is not None:
                traceback.print_exception(error)
        return FAILED
    log = write_down(error)
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    german = f"kw: unerwarteter Fehler ({what}) - Einzelheiten in {log}; KW_DEBUG=1 zeigt sie"
    voice.say(Text(german, f"kw: unexpected error ({what}) - details in {log}; KW_DEBUG=1 shows them"))
    return FAILED
