# Everything there is to do here, one word each. `make` alone lists it.
# Options of the program: make demo ARGS="--debug". Another Python: make demo PYTHON=python3.12.

PY := .venv/bin/python
ARGS ?=
PROGRAM ?= dist/tallyfy-inspector/tallyfy-inspector
SETUP := PYTHON="$(PYTHON)" sh packaging/setup_env.sh
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help demo run test lint static format shots bench lock package deb tarball check-package e2e clean \
	setup-run setup-test setup-bench setup-package setup-check
# A test run must not start before its set-up has ended, whatever -j says.
.NOTPARALLEL:

help: ## list what there is to do
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

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

bench: setup-bench ## measure speed and memory (ARGS="--only WORDS", "--quick", "--no-peers")
	@build/bench-venv/bin/python -m benchmarks $(ARGS)

package: setup-package ## build dist/tallyfy-inspector, the program for people without Python
	@build/package-venv/bin/python packaging/build.py $(ARGS)

deb: package ## and a .deb of it under dist/
	@PYTHONPATH=packaging build/package-venv/bin/python -m linux.make_deb

tarball: package ## and a .tar.gz of it under dist/
	@PYTHONPATH=packaging build/package-venv/bin/python -m linux.make_tar

check-package: setup-check package ## build the packages, install, start, upgrade and remove them, and check them by the book
	@build/package-venv/bin/python packaging/check_packages.py $(ARGS)

e2e: setup-test ## prove the packaged program from outside (PROGRAM=".venv/bin/python -m tallyfy_inspector": this one)
	@PYTHONPATH=packaging /usr/bin/python3 -m e2e --program "$(PROGRAM)" --python $(PY)

lock: ## after a change to the requirements: write the lock files anew (needs uv)
	$(LOCK) --group build --group dev -o requirements.lock pyproject.toml
	$(LOCK) -o requirements-run.lock pyproject.toml
	$(LOCK) --group package -o requirements-package.lock pyproject.toml

clean: ## remove what can be made again, .venv too
	rm -rf .venv build dist shots .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find tallyfy_inspector tests packaging benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

setup-run:
	@$(SETUP) run

setup-test:
	@$(SETUP) test

setup-bench:
	@$(SETUP) bench

setup-package:
	@$(SETUP) package

setup-check:
	@$(SETUP) check
