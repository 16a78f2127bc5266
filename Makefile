# Two commands for a newcomer: `make demo` and `make test`. All else is for those who build qda.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
QDA := $(BIN)/qda
CODER := ingrid
SECOND := magnus

.PHONY: demo test lint types tests exports sample bundle clean

demo: sample exports
	@$(QDA) matrix --by attribute:sector --unit cases --coder $(CODER)
	@if [ -t 0 ] && [ -t 1 ]; then $(QDA); \
	else echo; echo "The sample project is ready: \`$(QDA)\` opens it in a terminal."; fi

test: lint types tests

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "qda needs Python 3.11 or newer: make PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q qda
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	$(BIN)/python -m compileall -q qda
	@touch $@ $(VENV)/.installed

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

tests: $(VENV)/.dev
	$(BIN)/pytest -n 2 --dist worksteal

# The repository is itself the sample project. It is made again only when its files have changed,
# and then what is there already is recognised: no coding is overwritten.
sample: $(VENV)/.installed qda.sqlite

qda.sqlite: codebook.yaml $(wildcard corpus/*) | $(VENV)/.installed
	@[ -f qda.sqlite ] || $(QDA) init . --coder $(CODER)
	@$(QDA) codebook apply --yes --coder $(CODER)
	@$(QDA) import corpus --segmenter bundled --coder $(CODER)
	@$(QDA) cases corpus/cases.csv --coder $(CODER)
	@$(QDA) codings import corpus/codings-$(CODER).csv --coder $(CODER)
	@$(QDA) codings import corpus/codings-$(SECOND).csv --coder $(SECOND)
	@$(QDA) coders --main $(CODER) --coder $(CODER)
	@touch qda.sqlite

exports: qda.sqlite
	@$(QDA) export

# A folder of wheels and one offline command, for a laptop without internet.
bundle: $(VENV)/.installed
	rm -rf bundle && mkdir -p bundle/wheels
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --wheel-dir bundle/wheels .
	printf '%s\n' '#!/bin/sh' 'cd "$$(dirname "$$0")" && python3 -m venv "$${1:-$$HOME/qda}" && "$${1:-$$HOME/qda}/bin/python" -m pip install --no-index --find-links wheels qda && echo "Start it with $${1:-$$HOME/qda}/bin/qda"' > bundle/install.sh
	chmod +x bundle/install.sh
	printf '%s\r\n' '@echo off' 'cd /d "%~dp0"' 'py -m venv "%USERPROFILE%\qda"' '"%USERPROFILE%\qda\Scripts\python" -m pip install --no-index --find-links wheels qda' 'echo Start it with %USERPROFILE%\qda\Scripts\qda' > bundle/install.bat
	@echo "Copy the folder bundle to the laptop and run install.sh or install.bat there."

clean:
	rm -rf $(VENV) bundle dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
