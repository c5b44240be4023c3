# Needs Python 3.11 or newer and make. Everything else goes into .venv, from PyPI.
.DEFAULT_GOAL := help
.PHONY: help install run test check check-slow lint types contracts score bench bench-ingest bench-scale accept docs browser pictures clean

FITS = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c '$(FITS)' 2>/dev/null && echo $$python && break; done)
BIN = .venv/bin
INSTALLED = .venv/installed
EXAMPLE = corpus/hmicfrs-police/grade-list-at-end/article.txt

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

install: $(INSTALLED)  ## the virtual environment .venv, made anew when pyproject.toml changes

$(INSTALLED): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (PYTHON=... says where it is)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev,compat]'
	@touch $@

run: install  ## read the articles in the repository into out/, and show one of them
	$(BIN)/inspextract run 'corpus/*/*/article.*' --out out
	$(BIN)/inspextract show $(EXAMPLE)

check: lint types contracts score test  ## everything that must hold before a change goes in

test: install  ## the tests, with the examples of the rules, the corpus and the documentation
	$(BIN)/python -m pytest

check-slow: install  ## more kills of runs than `check` does, at random
	INSPEXTRACT_KILLS=100 $(BIN)/python -m pytest tests/test_run_killed.py tests/test_run_workers.py tests/test_run_ray.py

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

contracts: install
	$(BIN)/lint-imports

score: install  ## the score over the corpora, against the pinned floors
	$(BIN)/inspextract corpus floors scores.toml

bench: install  ## speed and memory
	$(BIN)/python -m benchmarks.bench

bench-ingest: install  ## how well and how fast stories are found in web pages, beside trafilatura alone
	$(BIN)/python -m benchmarks.ingest

bench-scale: install  ## memory and speed of batches up to 100,000 articles: a quarter of an hour
	$(BIN)/python -m benchmarks.scale

accept: install  ## show how the rules now differ from the corpus, and write what you accept
	$(BIN)/inspextract corpus accept

docs: install  ## what is written from the program (schema, excerpt in the README), and the rest checked against it
	$(BIN)/inspextract schema > models/record.schema.json
	$(BIN)/python -m tests.readme
	$(BIN)/python -m pytest tests/test_readme.py tests/test_docs.py

browser:  ## Chromium and axe-core, for the tests of the review page (on Debian, as root)
	command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }
	npm install --silent --no-save --no-package-lock --prefix .venv axe-core@4

pictures: install browser  ## the pictures of the documentation, from a run over the corpus
	$(BIN)/python -m tests.pictures

clean:  ## remove what was made
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
