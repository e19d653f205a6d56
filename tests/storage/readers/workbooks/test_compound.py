import io

import pytest

from kw_tui.storage.readers.workbooks.compound import Compound
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from tests.storage.readers.workbooks.workbook_files import compound

STREAMS = {"Workbook": bytes(range(256)) * 40, "Klein": b"k" * 100, "Ä": b"u" * 130, "Große": b"g" * 70_000}


def opened(data: bytes) -> Compound:
    return Compound(io.BytesIO(data), len(data))


def test_streams_are_found_by_name_whether_small_or_large() -> None:
    container = opened(compound(STREAMS, mini=True))
    assert {name: container.read(name) for name in container.streams} == STREAMS


def test_a_long_table_of_sectors_is_followed() -> None:
    data = bytes(3_000_000)
    assert opened(compound({"Workbook": data})).read("Workbook") == data


@pytest.mark.parametrize("size", [0, 8, 511, 512, 600])
def test_what_is_cut_short_is_damaged(size: int) -> None:
    with pytest.raises(RefusedError, match="damaged"):
        opened(compound(STREAMS)[:size]).read("Workbook")


def test_a_chain_in_circles_ends() -> None:
    data = bytearray(compound({"Workbook": bytes(4096)}))
    fat = len(data) - 512
    data[fat + 4 * 7 : fat + 4 * 8] = bytes(4)  # the last of eight sectors leads back to the first
    with pytest.raises(RefusedError, match="damaged"):
        opened(bytes(data)).read("Workbook")


def test_any_byte_may_be_wrong() -> None:
    sound = compound({"Workbook": b"x" * 5000, "Klein": b"y" * 10}, mini=True)
    refused = 0
    for place in [*range(24, 80), *range(len(sound) - 512, len(sound) - 300)]:
        data = bytearray(sound)
        data[place] ^= 0xFF
        try:
            container = opened(bytes(data))
            assert all(len(container.read(name)) <= len(sound) for name in container.streams)
        except RefusedError:
            refused += 1
    assert refused > 10
