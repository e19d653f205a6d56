"""The session on the sample data: kept between calls, made anew when the samples have changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

from kw_tui.storage import sessions
from kw_tui.storage.journal import journal_path
from kw_tui.storage.shipped import shipped
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Lang, Text

NAME = "demo.kw.toml"


def demo_session(folder: Path | None, lang: Lang, tell: Callable[[Text], None], *, fresh: bool = False) -> Path:
    """Return the demo session, its samples imported if they are not yet; its decisions stay unless it is `fresh`.

    Without a folder it lies among the user's data. `tell` hears what takes time; raise KwError where it cannot be made.
    """
    path = (folder or demo_folder()) / NAME
    if fresh or not _is_current(path):
        from kw_tui.workbench.workbench import Workbench

        tell(Text("Beispieldaten werden eingelesen ...", "Reading the sample data ..."))
        _make_folder(path.parent)
        _remove(path, with_decisions=fresh)
        Workbench.open_or_new(path, lang=lang).import_files(samples())
    return path


def demo_folder() -> Path:
    """Return where the demo session is kept between calls."""
    from platformdirs import user_data_path

    return user_data_path("kw-tui") / "demo"


def samples() -> list[Path]:
    """Return the files of the sample data."""
    return sorted(shipped("sample_data").glob("*.csv"))


def _is_current(path: Path) -> bool:
    """Whether the session holds the samples as they are now."""
    try:
        held = {(Path(source.path).name, source.size) for source in sessions.read(path).sources}
    except SessionError:
        return False
    return held == {(sample.name, sample.stat().st_size) for sample in samples()}


def _remove(path: Path, *, with_decisions: bool) -> None:
    from kw_tui.workbench.session_at_work import store_folder

    path.unlink(missing_ok=True)
    shutil.rmtree(store_folder(path), ignore_errors=True)
    if with_decisions:
        journal_path(path).unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = Text("Ordner {folder} nicht angelegt: {why}", "Folder {folder} was not made: {why}")
        raise SessionError(
            message.format(folder=folder, why=error.strerror or error),
            Text("mit --folder einen anderen nennen", "name another with --folder"),
        ) from error
