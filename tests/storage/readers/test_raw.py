from pathlib import Path

import polars as pl

from kw_tui.storage.readers.raw import REJECT_SCHEMA, RawText


def test_the_records_are_what_the_other_counts_leave() -> None:
    rejects = pl.LazyFrame([(9, 9, "short-row", "x")], schema=REJECT_SCHEMA, orient="row")
    raw = RawText(
        path=Path("x.csv"), size=1, sha256="", encoding="utf-8", delimiter=" ", is_quoted=False, headers=("a",),
        header_line=2, preamble=("title",), lines=20, blank=3, repeated_headers=1, continuation=4,
        frame=pl.LazyFrame(), rejects=rejects, rejected=1,
    )  # fmt: skip
    assert raw.header == 2
    assert raw.records == 20 - 1 - 2 - 3 - 4 - 1
    assert raw.separator == "\t"
