# `make` sets everything up and builds the sample edition; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The pins hold for what builds the package as well; newer pips read the second name.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
	PIP_ROOT_USER_ACTION=ignore $(BIN)/python -m pip --quiet --quiet
MADE := build/.made
FILES := $(shell cat $(MADE) 2>/dev/null)

# Build again after any change; find, unlike make, takes names with spaces. A folder changes when a file leaves it.
ifneq ($(shell find sources -newer $(MADE) 2>&1; find pamphlet styles -type f -not -name '*.pyc' -newer $(MADE) 2>&1),)
.PHONY: $(MADE)
endif
# And when somebody took a finished file away.
ifneq ($(words $(wildcard $(FILES))),$(words $(FILES)))
.PHONY: $(MADE)
endif

.DEFAULT_GOAL := all
.PHONY: all help watch test quick check format pins clean distclean

all: $(MADE) ## set up what is missing and build sources/ into build/ (plain `make` does this)
	@$(if $(BUILT),,echo "build/ is up to date: $(FILES)")

# The time is taken before the build, so that what is saved during it counts as a change.
$(MADE): $(VENV)/.installed
	$(eval BUILT := yes)
	@mkdir -p build && touch $@.begun
	@$(BIN)/pamphlet build sources -o build
	@ls build/*.epub build/*.pdf > $@ && touch -r $@.begun $@ && rm $@.begun

watch: $(VENV)/.installed ## build sources/ again whenever you save a change there; Ctrl-C ends it
	@$(BIN)/pamphlet watch sources -o build

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Pamphlet needs Python 3.11 or newer: make PYTHON=python3.12"; exit 1; }
	@bash .ci/install $$($(PYTHON) -c 'from pamphlet.doctor import missing_packages; print(*missing_packages())')
	@echo "Making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/.created
	@echo "Installing Pamphlet and its libraries"
	@$(PIP) install -c constraints.txt -e .
	@$(BIN)/python -m compileall -q pamphlet
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "Installing what the tests and checks need"
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

test: $(VENV)/.dev ## run every test; ARGS="-k booklet" picks some
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

quick: $(VENV)/.dev ## run the tests without the long ones
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow" $(ARGS)

check: $(VENV)/.dev ## lint, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.dev ## put the code into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# On the oldest Python that is supported: a library that needs a newer one would not install there.
pins: $(VENV)/.created ## pin the newest libraries that pyproject.toml allows (run it on Debian 12)
	@$(PYTHON) -m venv --clear $(VENV)/pins
	@$(VENV)/pins/bin/python -m pip --quiet --quiet install '.[dev]' hatchling editables
	@echo "# Every library that Pamphlet is built, run and tested with. Made by \`make pins\` on Debian 12." > constraints.txt
	@$(VENV)/pins/bin/python -m pip freeze --exclude pamphlet >> constraints.txt
	@rm -r $(VENV)/pins

clean: ## take away what was made
	@mkdir -p build && find build -mindepth 1 -not -name .gitignore -delete
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis

distclean: clean ## take away the virtual environment too
	@rm -rf $(VENV)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12
