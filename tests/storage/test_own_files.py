from pathlib import Path

import pytest

from kw_tui.storage.own_files import check_free, check_name
from kw_tui.vocabulary.errors import UsageError


@pytest.mark.parametrize("name", ["x.kw.toml", "X.DECISIONS.TOML", "x.decisions.toml.bak", ".x.kw.cache/a", "a.lock"])
def test_files_of_any_session_stay(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="belongs to the session"):
        check_name(tmp_path / name)


def test_files_taken_stay_whatever_they_are_called(tmp_path: Path) -> None:
    source, link = tmp_path / "umsatz.csv", tmp_path / "link.csv"
    source.write_text("x")
    link.symlink_to(source)
    for path in (source, link):
        with pytest.raises(UsageError):
            check_free(path, [source])
    check_free(tmp_path / "new.csv", [source])
    link.unlink()
    link.symlink_to(link)
    check_free(link, [source])  # whoever writes there will say that it leads nowhere
