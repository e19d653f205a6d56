"""`python -m kw_tui` is the `kw` command."""

from kw_tui.cli import main

if __name__ == "__main__":
    main()
