# The commands of this project. `make run` is all a newcomer needs.
#   make run PORT=8600     another port
#   make install PYTHON=/path/to/python3.12

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.threeline-installed
PACKS = $(sort $(patsubst %/pack.yaml,%,$(wildcard scenarios/*/pack.yaml)))

.PHONY: help install run test check bench demo lock browser record-store clean
.DEFAULT_GOAL := help

help:
	@echo "make run      install if needed, then serve on http://127.0.0.1:8501 (PORT=... HOST=...)"
	@echo "make test     install if needed, get a browser if none is there, run every test"
	@echo "make check    lint, format, types, floors, every shipped pack with its proofs"
	@echo "make bench    measure the engine and the server"
	@echo "make demo     fill a demonstration profile"
	@echo "make install  make $(VENV) with all that run, test and check need"
	@echo "make clean    remove $(VENV) and caches"

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml scripts/front_in_wheel.py
	@test -n "$(PYTHON)" || { echo "Threeline needs Python 3.11 or newer; none was found." \
		"Install one, or name it: make install PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Threeline needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
		"Name another one: make install PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
		echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu install" \
		"python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: install
	$(BIN)/threeline serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

browser: install
	@scripts/ensure_browser.sh

record-store: install
	@scripts/ensure_record_store.sh

# A file of tests stays in one process: its fixtures are made once.
test: install browser record-store
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/threeline pack check $(PACKS)

bench: install
	$(BIN)/python -m benchmarks.engine
	$(BIN)/python -m benchmarks.content
	$(BIN)/python -m benchmarks.outside_truth
	$(BIN)/python -m benchmarks.people_pages
	$(BIN)/python -m benchmarks.serve

demo: install
	$(BIN)/threeline demo

# Needs `uv` on the path. Names, versions and hashes for every platform, no registry's address.
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	echo "# The versions and hashes that 'make install' installs. Made by 'make lock'; do not edit." \
		> requirements.lock.new
	uv pip compile pyproject.toml --extra test --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --no-annotate --quiet >> requirements.lock.new
	mv requirements.lock.new requirements.lock

clean:
	rm -rf $(VENV) .venv-lrs build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
