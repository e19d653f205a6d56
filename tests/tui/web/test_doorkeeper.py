import pytest

from kw_tui.tui.web.doorkeeper import is_own_host, is_own_origin, new_token, policy


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:1", "LOCALHOST:80", "127.0.0.1", "[::1]:80", "[::1]"])
def test_this_machine_is_let_in(host: str) -> None:
    assert is_own_host(host)


@pytest.mark.parametrize(
    "host",
    ["", ":80", "evil.example:8765", "127.0.0.1.evil.example:8765", "localhost.evil:1", "0.0.0.0:1", "127.0.0.1:x",
     "127.0.0.1:80@evil", "evil:80:127.0.0.1", "127.0.0.1:"],
)  # fmt: skip
def test_a_stranger_that_points_here_is_not(host: str) -> None:
    assert not is_own_host(host)


@pytest.mark.parametrize("origin", [None, "", "null", "http://evil.example", "http://localhost:8765",
                                    "https://127.0.0.1:8765", "http://127.0.0.1:8766", "http://127.0.0.1"])  # fmt: skip
def test_only_the_page_itself_opens_the_socket(origin: str | None) -> None:
    assert not is_own_origin(origin, "127.0.0.1:8765")
    assert is_own_origin("http://127.0.0.1:8765", "127.0.0.1:8765")


def test_nobody_guesses_a_token() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 32 and "/" not in token for token in tokens)


def test_the_page_may_load_nothing_from_elsewhere() -> None:
    told = policy("127.0.0.1:8765")
    assert told.startswith("default-src 'none'")
    assert "http" not in told
    assert "*" not in told
