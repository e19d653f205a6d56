"""A store in a folder that is not there yet."""

from pathlib import Path

import pytest

from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".s.kw.cache", reduce)
