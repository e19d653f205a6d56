"""Any bytes end in an account of every line or in one clear refusal: no other error, no hang, no control character."""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.properties.judging import Judge
from tests.properties.soup import HEADER, damaged_files, random_bytes

# A few of each; `python -m benches.fuzz` reads them by the thousand.
FOUND = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # Random bytes do not shrink.
    suppress_health_check=list(HealthCheck),
)
ONCE_FATAL = [
    b"",
    b"\x00",
    b'"',
    b'"""\n"""',
    b'1"\n"1\n1"',
    b'"' * 65_536,
    b";" * 65_536,
    b"\r" * 65_536,
    b"\n" * 65_536,
    b"\x1a" * 65_536,
    b'"\n' * 32_768,
    b'a;b\n"' + b"x\n" * 30_000,
    HEADER + b'"\n' * 5_000,
    HEADER + b'1;R1;31.01.2024;1,50;"x\n' * 2_000,
    HEADER + b"Summe;;;;\n" * 2_000,
    HEADER + b"1;R1;31.01.2024;" + b"9" * 60_000 + b";x\n",
    HEADER * 900,
    b"PK\x03\x04" + b"x" * 60_000,
    b"SQLite format 3\x00" + b"x" * 60_000,
    b"PAR1" + b"x" * 60_000 + b"PAR1",
    b"\xff\xfe" + b"\x00\xd8" * 30_000,
]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    made = Judge()
    yield made
    made.close()


def require_sound(judge: Judge, content: bytes) -> None:
    """Fail with the complaint and the file that holds the bytes."""
    if complaint := judge(content):
        kept = Path(tempfile.gettempdir()) / f"soup-{hashlib.sha256(content).hexdigest()[:12]}.bin"
        kept.write_bytes(content)
        pytest.fail(f"{complaint} - the bytes: {kept}")


@pytest.mark.parametrize("content", ONCE_FATAL, ids=lambda content: repr(content[:12] + content[-6:]))
def test_files_that_are_hard_to_read(judge: Judge, content: bytes) -> None:
    require_sound(judge, content)


@FOUND
@given(st.integers(0, 1 << 48))
def test_random_bytes(judge: Judge, chance: int) -> None:
    require_sound(judge, random_bytes(Random(chance)))


@FOUND
@given(damaged_files())
def test_damaged_files(judge: Judge, content: bytes) -> None:
    require_sound(judge, content)
