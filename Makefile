# The commands of the newsroom. Each does only what is left to do, and runs offline the second time.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# An empty environment has no search path at all.
export PATH := $(or $(PATH),/usr/local/bin:/usr/bin:/bin)

SCRIPTS := $(shell find static/admin -name '*.js' 2>/dev/null)
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)

.DEFAULT_GOAL := help
.PHONY: help run test kill-test check check-code lint types bench audit texts lock build

help:
	@echo "make run        serve the newsroom on http://127.0.0.1:8000/"
	@echo "make test       run the tests"
	@echo "make check      run everything that must hold: lint, types, import rules, tests"
	@echo "make kill-test  break everything between a key press and an answered save"
	@echo "make bench      measure"
	@echo "make audit      run Lighthouse and the HTML checker on the demo newsroom"
	@echo "make texts      bring the catalogues in line with the texts in the code"
	@echo "make lock       resolve the requirements anew"

run: $(VENV)/.installed build
	@DEMO=$${DEMO:-1} $(BIN)/flask site prepare
	@exec $(BIN)/flask site serve

# A browser in each process: more than four of them take memory rather than save time.
test: $(VENV)/.installed-dev build
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal

kill-test: $(VENV)/.installed-dev build
	@KILL_TEST=whole $(BIN)/pytest tests/kill

check: check-code test

check-code: lint types

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet

types: $(VENV)/.installed-dev build
	$(BIN)/mypy
	@tools/with-node npm run --silent check

bench: $(VENV)/.installed-dev build
	@$(BIN)/python -m bench

audit: $(VENV)/.installed-dev build
	@$(BIN)/python -m audit

texts: $(VENV)/.installed-dev
	@$(BIN)/python -m tools.texts update

lock: $(VENV)/.installed-dev
	$(BIN)/pip-compile $(PIP_COMPILE) --output-file requirements.txt requirements.in
	$(BIN)/pip-compile $(PIP_COMPILE) --output-file requirements-dev.txt requirements-dev.in

PIP_COMPILE := --quiet --upgrade --strip-extras --no-header --annotation-style=line \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

build: static/build/.built

static/build/.built: $(VENV)/.installed package-lock.json build.mjs $(SCRIPTS) $(CATALOGUES) tools/build tools/texts.py
	@tools/build
	@touch $@

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created requirements.txt
	@echo "Installing the packages that the newsroom runs on …"
	@$(BIN)/pip install -qq --requirement requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@echo "Installing the packages that tests and checks need …"
	@$(BIN)/pip install -qq --requirement requirements-dev.txt
	@touch $@
