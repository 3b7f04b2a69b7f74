# make run   sets everything up and opens the demonstration town on http://127.0.0.1:8000/ (PORT, HOST, COMMONBEAT_DATA)
# make test  checks everything that can be checked on this machine, and says what was left out
SHELL := /bin/bash
.DEFAULT_GOAL := run
.PHONY: run test .venv lock translations clean
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
export UV_SYSTEM_CERTS := 1
export UV_LINK_MODE ?= copy
export PIP_DISABLE_PIP_VERSION_CHECK := 1

run: .venv
	@exec $(BIN)/commonbeat demo

# The folder is made once; each stamp in it is younger than what it was made from.
.venv: .venv/.ready

.venv/.python:
	@bash .ci/venv $(PYTHON)
	@touch $@

.venv/.packages: requirements.txt requirements-uv.txt .venv/.python
	@bash .ci/install requirements.txt
	@touch $@

.venv/.ready: .venv/.packages pyproject.toml $(wildcard commonbeat/locale/*/LC_MESSAGES/*.po)
	@bash .ci/install --self
	@COMMONBEAT_DATA=.venv/data $(BIN)/commonbeat translate --compile
	@touch $@

.venv/.test: requirements-test.txt .venv/.ready
	@bash .ci/install requirements-test.txt
	@touch $@

test: .venv/.test
	@bash .ci/check $(WORKERS)

# After a change of pyproject.toml's dependencies: locks with hashes, without addresses.
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --quiet
lock: .venv
	@$(LOCK) pyproject.toml --group build -o requirements.txt
	@$(LOCK) --group test -c requirements.txt -o requirements-test.txt
	@$(LOCK) --group cluster -c requirements.txt -o requirements-cluster.txt
	@$(LOCK) --group installer -o requirements-uv.txt

# After a change of words: new strings enter the lists, vanished ones leave them.
translations: .venv
	@$(BIN)/commonbeat translate && $(BIN)/commonbeat translate --compile

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .import_linter_cache
