"""What holds for all tests: an engine with one thread a worker, for the workers fill the cores already; and programs
that tests start read what was compiled before, which is most of the time they would take.
"""

import gc
import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_ASKED = os.environ.get("POLARS_MAX_THREADS")
os.environ["POLARS_MAX_THREADS"] = "1"

import polars as pl  # noqa: E402  (it takes the number of its threads from the environment, once)
from hypothesis import HealthCheck, settings  # noqa: E402

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

if pl.thread_pool_size() and _ASKED is None:  # programs that tests start run as they would for anybody
    del os.environ["POLARS_MAX_THREADS"]
else:
    os.environ["POLARS_MAX_THREADS"] = _ASKED or "1"


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not in what was loaded: that took a seventh of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_unconfigure() -> None:
    """Let go of everything at the end, or bindings complain of leaks."""
    gc.unfreeze()
