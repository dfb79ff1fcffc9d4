# Everything there is to do here, one word each. `make` alone lists it.
# Options of the program: make demo ARGS="--debug". Another Python: make demo PYTHON=python3.12.

PY := .venv/bin/python
ARGS ?=
SETUP := PYTHON="$(PYTHON)" sh packaging/setup_env.sh

.DEFAULT_GOAL := help
.PHONY: help demo run test lint static format shots lock clean setup-run setup-test
# A test run must not start before its set-up has ended, whatever -j says.
.NOTPARALLEL:

help: ## list what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: setup-run ## open the window on made-up tasks; no account needed
	@$(PY) -m tallyfy_inspector --demo $(ARGS)

run: setup-run ## open the window (ARGS="TASK_OR_LINK --org ID …")
	@$(PY) -m tallyfy_inspector $(ARGS)

test: setup-test static ## every check there is; this is what has to pass
	QT_QPA_PLATFORM=offscreen $(PY) -X dev -m pytest $(ARGS)

lint: setup-run static ## the quick checks: layout, lint, types, imports, house rules
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest tests/test_house_rules.py tests/test_architecture.py

static:
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-cache

format: setup-run ## bring the files into shape
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

shots: setup-run ## make the pictures of the window, under shots/
	QT_QPA_PLATFORM=offscreen $(PY) packaging/shots.py $(ARGS)

lock: ## after a change to the requirements: write requirements.lock anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--group build --group dev --custom-compile-command "make lock" -o requirements.lock pyproject.toml

clean: ## remove what can be made again, .venv too
	rm -rf .venv build dist shots .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find tallyfy_inspector tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

setup-run:
	@$(SETUP) run

setup-test:
	@$(SETUP) test
