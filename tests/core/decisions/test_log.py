from kw_tui.core.decisions.log import LATELY, Log
from tests.core.decisions.entries import entry


def test_a_copy_goes_on_by_itself_and_order_is_kept() -> None:
    log = Log()
    for number in range(LATELY + 10):
        log.add(entry(str(number), "skip"))
    one, other = log.copy(), log.copy()
    one.add(entry("one", "skip"))
    other.add(entry("other", "skip"))
    assert len(log) == LATELY + 10
    assert ("one" in one, "one" in other, "one" in log) == (True, False, False)
    assert [found.id for found in one.oldest_first()] == [*map(str, range(LATELY + 10)), "one"]
    assert next(other.newest_first()).id == "other"
    assert [found.id for found in one.since(LATELY + 9)] == [str(LATELY + 9), "one"]
    assert one.since(len(one)) == []
    assert list(one)[-1] == "one"
    assert one["0"].id == "0"
