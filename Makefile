# make demo   the interface on the sample data         make test    everything that must hold
# make bench  speed, as ratios against peers           make format  let ruff lay the code out
# Only Python 3.11 or newer, git and make are needed; the rest goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# One more than there are cores: some tests wait for programs they start.
WORKERS ?= 3
INPUTS := pyproject.toml constraints.txt

.PHONY: demo test bench lint format clean

demo: .venv/.run
	@$(BIN)/kw demo

test: lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.bench
	$(BIN)/python -m benches

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kw-tui needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.run: .venv/bin/python $(INPUTS)
	@echo "Installing into .venv ..."
	@$(PIP) --editable .
	@touch $@

.venv/.dev: .venv/bin/python $(INPUTS)
	@echo "Installing into .venv, with what the tests need ..."
	@$(PIP) --editable '.[dev]'
	@touch $@ .venv/.run

.venv/.bench: .venv/.dev
	@echo "Installing the peers of the benchmarks ..."
	@$(PIP) --editable '.[peers]'
	@touch $@
