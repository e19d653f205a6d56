import polars as pl

from kw_tui.workbench.kept import Kept


def test_a_frame_is_computed_once_for_its_key() -> None:
    kept, computed = Kept(), []

    def frame() -> pl.DataFrame:
        computed.append(1)
        return pl.DataFrame({"n": [len(computed)]})

    assert kept.get("a", 1, frame) is kept.get("a", 1, frame)
    assert len(computed) == 1
    assert kept.get("a", 2, frame)["n"].item() == 2
    assert kept.get("b", 2, frame)["n"].item() == 3


def test_a_copy_begins_with_the_same_and_goes_its_own_way() -> None:
    kept = Kept()
    first = kept.get("a", 1, pl.DataFrame)
    other = kept.copy()
    assert other.get("a", 1, lambda: pl.DataFrame({"n": [1]})) is first
    other.get("a", 2, lambda: pl.DataFrame({"n": [1]}))
    assert kept.get("a", 1, lambda: pl.DataFrame({"n": [2]})) is first


def test_the_latest_is_found_by_how_its_key_begins() -> None:
    kept = Kept()
    assert kept.latest("a", ()) is None
    kept.get("a", (1, 2, 3), lambda: "result")
    assert kept.latest("a", (1, 2)) == "result"
    assert kept.latest("a", (2,)) is None


def test_what_a_copy_computed_is_learnt_unless_it_was_computed_anew_meanwhile() -> None:
    kept = Kept()
    kept.get("a", 1, lambda: "old")
    other = kept.copy()
    for name in ("a", "b", "c"):
        other.get(name, 2, lambda name=name: f"other {name}")  # type: ignore[misc]
    kept.get("b", 3, lambda: "mine")
    kept.learn(other)
    assert kept.get("a", 2, lambda: "again") == "other a"
    assert kept.get("b", 3, lambda: "again") == "mine"
    assert kept.get("c", 2, lambda: "again") == "other c"
