"""Real ledgers with known sums, kept beside the project; tests that need them skip where they are absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared" / "data"
SUPERSTORE = SHARED / "superstore" / "superstore.csv"
CDNOW = SHARED / "cdnow" / "CDNOW_master.txt"

needs_real_files = pytest.mark.skipif(not SHARED.is_dir(), reason="the real ledgers (../shared/data) are not here")
