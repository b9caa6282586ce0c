# The same few targets for people and for CI. Nothing is needed but Python 3.11+, make and a package index.

PYTHON ?= python3
PYTHONS ?= python3.11 python3.12 python3.13
VENV   ?= .venv
INPUT  ?= raw
OUTPUT ?= output
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test check format lint types layers bench wheel schemas constraints clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.installed ## brief every document of raw/ into output/
	$(BIN)/casebrief run $(INPUT) --output $(OUTPUT)

test: $(VENV)/.installed-dev ## run the tests
	$(BIN)/python -m pytest

check: format lint types layers test ## format, lint, types, import layers, tests

format: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

layers: $(VENV)/.installed-dev
	$(BIN)/lint-imports

bench: $(VENV)/.installed-dev ## measure throughput, the share of orchestration, figures beside peers, calibration
	$(BIN)/python -m tests.benchmarks.orchestration
	$(BIN)/python -m tests.benchmarks.quantities_speed
	$(BIN)/python -m tests.benchmarks.fit_confidence

wheel: $(VENV)/.installed-dev ## build the wheel into dist/
	$(BIN)/python -m build --wheel --outdir dist .

schemas: $(VENV)/.installed-dev ## write the released JSON Schemas anew
	$(BIN)/python -m schemas.published

constraints: ## resolve all versions anew into constraints.txt, on each of PYTHONS
	rm -rf build/resolve && mkdir -p build/resolve && : > build/resolve/pins
	for python in $(PYTHONS); do \
	  $$python -m venv build/resolve/$$python && \
	  build/resolve/$$python/bin/pip install --quiet --constraint build/resolve/pins ".[dev]" && \
	  build/resolve/$$python/bin/pip freeze --all --exclude pip --exclude casebrief >> build/resolve/pins && \
	  sort -fu -o build/resolve/pins build/resolve/pins || exit 1; \
	done
	{ sed -n '/^#/p' constraints.txt; cat build/resolve/pins; } > build/constraints.txt
	mv build/constraints.txt constraints.txt

clean: ## remove the environment and what tools leave behind
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "casebrief needs Python 3.11 or later; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $(VENV)/.installed $@
