# The commands of the project. Each does its own set-up, from nothing but Python >= 3.11 and make.
#
#   make run      open the journal              make run ARGS="--browser --port 8550"
#   make demo     look around, made-up entries  make test ARGS="tests/vault -x"
#   make test     everything                    make test-quick, make test-browser: the two halves
#   make check    format, lint, types           make bench, make gallery, make clean
#   make faults   power cuts, kills, full disks and damage, at length
#   make walk     every practice in Chromium by its names and announcements, in six looks

VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
ARGS ?=
# On every core; the browser tests come after, one at a time. (5: ARGS chose none of that half.)
QUICK := $(PYTHON) -m pytest -m "not browser" -n auto

.PHONY: run demo test test-quick test-browser check bench faults walk gallery clean

run: $(READY)
	@$(PYTHON) -m journal_app $(ARGS)

demo: $(READY)
	@$(PYTHON) -m journal_app --demo $(ARGS)

test: $(READY)
	@$(PYTHON) -m tests.browser
	$(QUICK) $(ARGS) || [ $$? -eq 5 ]
	$(PYTHON) -m pytest -m browser $(ARGS) || [ $$? -eq 5 ]

test-quick: $(READY)
	$(QUICK) $(ARGS)

test-browser: $(READY)
	@$(PYTHON) -m tests.browser
	$(PYTHON) -m pytest -m browser $(ARGS)

check: $(READY)
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy

bench: $(READY)
	$(PYTHON) -m tests.bench $(ARGS)

# What a journal has to survive, at length; "make test" tries a shorter form of each.
faults: $(READY)
	FAULTS=long $(PYTHON) -m pytest -rA --tb=short tests/faults tests/vault -m "not browser" $(ARGS)

# Each practice in each look; "make test" walks each of them in one.
walk: $(READY)
	@$(PYTHON) -m tests.browser
	WALK=all $(PYTHON) -m pytest tests/e2e/test_practices.py $(ARGS)

gallery: $(READY)
	@$(PYTHON) -m tests.browser
	$(PYTHON) -m tests.gallery $(ARGS)

clean:
	rm -rf $(VENV) build dist test-results *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is newer than what it was made from, so a second run starts at once.
$(READY): pyproject.toml
	@for python in python3.13 python3.12 python3.11 python3.14 python3; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    found=$$python; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Three Dawns needs Python 3.11 or newer with its venv module (Debian: python3-venv)."; \
	  exit 1; \
	fi; \
	echo "Setting up with $$found, this one time ..."; \
	$$found -m venv $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@PYTHONWARNINGS=ignore $(PYTHON) -m pip install --quiet --disable-pip-version-check --editable . --group test --group check
	@touch $@
