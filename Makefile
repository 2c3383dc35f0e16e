.DEFAULT_GOAL := help
PY := .venv/bin/python
export PYTHONUTF8 := 1

.PHONY: help setup demo test lint ui bench lock record wheel

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: ## build .venv from requirements.txt (quick when nothing changed)
	@scripts/setup

demo: setup ## draft, check and prove three letters, offline
	@$(PY) -m recovery_ai demo

test: lint ## lint, types, import rules and every test
	@scripts/browser
	@scripts/dovecot
	$(PY) -m pytest

lint: setup ## ruff, mypy, import-linter
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy src ui tests bench
	PYTHONPATH=src .venv/bin/lint-imports --no-logo

ui: setup ## open the page
	@$(PY) -m recovery_ai ui

bench: setup ## measure speed, as ratios in one run
	@$(PY) -m bench

record: setup ## record the cassettes again (see tests/README.md)
	$(PY) -m tests.record

lock: setup ## pin requirements.txt again from pyproject.toml
	@scripts/lock

wheel: setup ## build the wheel into dist/
	$(PY) -m pip wheel --quiet --no-deps --no-build-isolation -w dist .
