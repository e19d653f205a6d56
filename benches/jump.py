"""How fast one of a million customers is found as its name is typed, beside rapidfuzz asked for the same.

usage: python -m benches.jump [--rows N] [--times N]

Milliseconds are medians of one keystroke each; the peer is `rapidfuzz.process.extract` over the same names, spelt the
same way, told to return as many.
"""

import argparse
import itertools
import statistics
import sys
import time

import polars as pl

TARGET_MS = 100
MOST = 50
ASKED = {
    "exact": "müller metallbau gmbh",
    "prefix": "mü",
    "typo": "muelelr",
    "two words": "stahlbau schäfer",
    "umlaut": "mueller",
    "number": "523411",
    "nothing": "xyzqwv",
}
SYLLABLES = "ba ber bor da dor fen gar heim ker kla lin mar mei ner ost ral sen stein tal ver wal zim mül jä rö grü"
TRADES = "Maschinenbau Metallbau Stahlbau Elektrotechnik Haustechnik Holzbau Spritzguss Logistik Getränke"
FORMS = ("GmbH", "GmbH & Co. KG", "KG", "OHG", "AG", "e. K.")
SURNAMES = "Müller Schäfer Weiß Köhler Jäger Böhm Krüger Voß Schröder Brandt Lehmann Kaiser"


def customers(rows: int) -> pl.DataFrame:
    """Names of one surname in 100,000 or of the common ones, a trade and a legal form, in no order."""
    joined = itertools.product(SYLLABLES.split(), repeat=4)
    made = ["".join(one).capitalize() for one in itertools.islice(joined, 100_000)]
    first = pl.Series([*SURNAMES.split() * 2_000, *made])
    n = pl.int_range(rows, eager=True)
    parts = [(first, 104_729), (pl.Series(TRADES.split()), 7919), (pl.Series(FORMS), 15_485_863)]
    names = [values.gather(n * prime % 1_000_003 % values.len()) for values, prime in parts]
    return pl.DataFrame(
        {"customer_id": (10_000 + n).cast(pl.String), "name": names[0] + " " + names[1] + " " + names[2],
         "abc_sub": ["A1"] * rows, "revenue": n * 7919 % 9_000_000}
    )  # fmt: skip


def milliseconds(times: int, call) -> tuple[float, float]:
    """Return the median by the clock, and of processor time, which other programs on the machine disturb less."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter(), time.process_time()
        call()
        taken.append(((time.perf_counter() - begun[0]) * 1000, (time.process_time() - begun[1]) * 1000))
    clock, processor = zip(*taken, strict=True)
    return statistics.median(clock), statistics.median(processor)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--times", type=int, default=7)
    chosen = arguments.parse_args()
    from rapidfuzz import process

    from kw_tui.workbench.finder import Finder
    from kw_tui.workbench.name_index import spelt, words_of

    frame = customers(chosen.rows)
    names = frame.select(spelt(pl.col("name")))["name"].to_list()
    finder = Finder(frame)
    begun = time.perf_counter()
    finder.find("")
    print(f"{chosen.rows:,} names, indexed in {time.perf_counter() - begun:.2f} s\n")
    print(f"{'':<12}{'typed':<24}{'ms':>8}{'processor':>11}{'rapidfuzz':>12}{'ratio':>8}  found first")
    slowest = 0.0
    for kind, typed in ASKED.items():
        ours, busy = milliseconds(chosen.times, lambda typed=typed: finder.find(typed, MOST))
        plain = " ".join(words_of(typed))
        theirs, _ = milliseconds(1, lambda plain=plain: process.extract(plain, names, limit=MOST))
        first = "".join(finder.find(typed, 1)["name"])
        print(f"{kind:<12}{typed:<24}{ours:>8.1f}{busy:>11.1f}{theirs:>12.0f}{theirs / ours:>8.0f}  {first}")
        slowest = max(slowest, ours)
    print(f"\nslowest {slowest:.1f} ms, target {TARGET_MS} ms")
    return int(slowest > TARGET_MS)


if __name__ == "__main__":
    sys.exit(main())
