"""Which column the next value of a condition is compared with: beside a sign, by `between`, and all along a list."""

_COMPARING = frozenset({"BETWEEN", "IN", "NOT"})
_RECKONING = frozenset("+-*/%")


class Compared:
    """Follows a condition from left to right; `column` is empty where a value is compared with nothing known."""

    def __init__(self) -> None:
        self.column = self._before = ""
        self._is_range = False

    def note(self, text: str, column: str, *, is_value: bool, is_list: bool) -> None:
        """Go on by one piece: its `text`, the column it names, whether it is a value, and whether a list is open."""
        word = text.strip(" <>=!").upper()
        if word and not self._goes_on(word, is_value=is_value, is_list=is_list):
            self.column = column if self._before not in _RECKONING else ""
        self._before = text.strip().upper() or self._before

    def _goes_on(self, word: str, *, is_value: bool, is_list: bool) -> bool:
        """Whether the column before stays the one compared."""
        if word in _COMPARING:
            self._is_range = word == "BETWEEN"
            return True
        if self._is_range and (is_value or word == "AND"):
            self._is_range = self._before != "AND"
            return True
        return is_list and (is_value or word in {"(", ","})
