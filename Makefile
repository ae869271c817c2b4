# `make help` lists what there is. What is installed is remembered by a stamp beside it, so that
# a second run does only what changed.

PYTHON ?= python3
PYTEST_ARGS ?= -n 2 --dist loadgroup
FUZZ_SECONDS ?= 600
STORM_SECONDS ?= 120

BIN := .venv/bin
STAMP := .venv/.stamp
UV := $(BIN)/uv --quiet
INSTALL := $(UV) pip install --python $(BIN)/python
LOCK := $(UV) pip compile --upgrade --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"
WITH_NODE = PATH="$$PATH:$(CURDIR)/$(BIN)"
CHROMIUM ?= $(shell $(BIN)/python tools/system.py browser)
TEST_ENV = $(WITH_NODE) CHROMIUM="$(CHROMIUM)"
# The databases of tests live in memory where there is room for them: thousands of them, and none has to last.
IN_MEMORY := $(shell [ "$$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 2000000 ] 2>/dev/null && echo TMPDIR=/dev/shm)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run setup test test-only ready-to-test bench bench-short storm storm-short pictures fuzz fuzz-short coverage \
	lint lint-style lint-types lint-imports lint-templates lint-scripts lint-unused lint-security fix lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: setup ## start the university with its demo company on 127.0.0.1:8000 (PORT=, UNIVERSITY_DATABASE_URL=)
	@$(BIN)/university run --demo

setup: $(STAMP)/project $(STAMP)/vendor $(STAMP)/pdf ## install all that a run needs; ends with .venv/bin/university
	@echo "Ready: $(BIN)/university"

test: ready-to-test lint test-only ## install all that tests need, then read everything, then test everything (in minutes)

test-only: ready-to-test ## every test but the slow suites: units, properties, PostgreSQL, browser
	$(TEST_ENV) $(IN_MEMORY) $(BIN)/pytest $(PYTEST_ARGS)

lint: lint-style lint-types lint-imports lint-templates lint-scripts lint-unused lint-security ## read everything, change nothing

fix: $(STAMP)/dev ## mend what a tool can mend
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

bench: ready-to-test ## measure against the floors in this minute; writes JSON
	$(TEST_ENV) $(BIN)/python -m bench

bench-short: ready-to-test ## the same in little time: does it run, and roughly where do we stand
	$(TEST_ENV) $(BIN)/python -m bench --short

storm: ready-to-test ## many people at one thing at one time
	$(TEST_ENV) STORM_SECONDS=$(STORM_SECONDS) $(BIN)/pytest -m storm

storm-short: STORM_SECONDS = 15
storm-short: storm ## the same for some seconds

pictures: ready-to-test ## every page of every role as a picture, to look at
	$(TEST_ENV) PICTURES=1 $(BIN)/pytest $(PYTEST_ARGS) tests/journeys/test_pages.py

fuzz: ready-to-test ## hostile input for a set time (FUZZ_SECONDS=)
	$(TEST_ENV) FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/pytest -m fuzz -o faulthandler_timeout=$$(($(FUZZ_SECONDS) + 240))

fuzz-short: FUZZ_SECONDS = 15
fuzz-short: fuzz ## the same for some seconds

coverage: ready-to-test ## which lines no test has seen
	$(TEST_ENV) $(BIN)/pytest $(PYTEST_ARGS) --cov --cov-report=term

lock: $(STAMP)/tools ## choose new versions of all dependencies
	$(LOCK) pyproject.toml --extra postgres -o requirements/run.txt
	$(LOCK) --group build -c requirements/run.txt -o requirements/build.txt
	$(LOCK) --group node -o requirements/node.txt
	$(LOCK) pyproject.toml --extra postgres --group dev -c requirements/run.txt -c requirements/build.txt -o requirements/dev.txt

clean: ## remove what was installed and built; the data in var/ stays
	rm -rf .venv node_modules university/static/vendor dist htmlcov test-results .coverage .coverage.* \
		.hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# ---------------------------------------------------------------- the readers
lint-style: $(STAMP)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lint-types: $(STAMP)/dev
	$(BIN)/mypy

lint-imports: $(STAMP)/dev
	$(BIN)/lint-imports --no-cache

lint-templates: $(STAMP)/dev
	$(BIN)/djlint --lint --quiet templates

lint-scripts: $(STAMP)/node
	@for script in $$(find university/static/js -name '*.js'); do \
		$(WITH_NODE) node --input-type=module --check < $$script || { echo "in $$script"; exit 1; }; done

lint-unused: $(STAMP)/dev
	$(BIN)/deptry .
	$(BIN)/vulture

lint-security: $(STAMP)/dev
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive university

# ---------------------------------------------------------------- what is installed, in this order
$(STAMP)/tools: requirements/build.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with PYTHON=/path/to/python."; exit 1; }
	@$(PYTHON) tools/system.py venv
	@echo "Making .venv"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@mkdir -p $(STAMP) && touch $@

$(STAMP)/run: requirements/run.txt $(STAMP)/tools
	@echo "Installing the locked packages"
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@touch $@

$(STAMP)/project: pyproject.toml $(STAMP)/run
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# The system's Node.js where there is one, else the one that PyPI packs.
$(STAMP)/node: requirements/node.txt $(STAMP)/tools
	@command -v npm >/dev/null || { echo "Installing Node.js"; $(INSTALL) --require-hashes -r requirements/node.txt; }
	@touch $@

$(STAMP)/vendor: package.json package-lock.json tools/vendor.py $(STAMP)/run $(STAMP)/node
	@echo "Installing fonts and icons"
	@$(WITH_NODE) $(BIN)/python tools/vendor.py
	@touch $@

$(STAMP)/checkers: package-lock.json $(STAMP)/vendor
	@echo "Installing the page checkers"
	@$(WITH_NODE) npm ci --ignore-scripts --silent
	@touch $@

# Without these libraries all but PDF works: say how to get them, go on, and look again next time.
$(STAMP)/pdf: tools/system.py $(STAMP)/run
	@if $(BIN)/python tools/system.py pdf; then touch $@; else echo "Going on without PDF output."; fi

$(STAMP)/dev: requirements/dev.txt $(STAMP)/run
	@echo "Installing the locked packages for tests"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMP)/programs: tools/system.py $(STAMP)/dev
	@CHROMIUM="$(CHROMIUM)" $(BIN)/python tools/system.py test
	@touch $@

# Tests make PDFs: here a missing library is an error.
ready-to-test: setup $(STAMP)/dev $(STAMP)/checkers $(STAMP)/programs
	@test -e $(STAMP)/pdf || $(BIN)/python tools/system.py pdf
