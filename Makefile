# What can be done here. `make manuals` and `make test` are all that a newcomer needs.
export PYTHONUTF8 := 1
PYTHON := .venv/bin/python

.PHONY: manuals test check lint bench docs locale lock setup clean
.DEFAULT_GOAL := manuals

manuals: setup  ## build the sample district's manuals into output/drafts
	.venv/bin/plangen -C . build --all

test: setup  ## run every test
	$(PYTHON) -m pytest -n auto

check: lint test  ## what has to pass before a change is handed in

lint: setup
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

bench: setup  ## measure against docxtpl and carbone, in one run
	$(PYTHON) benchmarks/render.py
	$(PYTHON) benchmarks/render.py --manual --documents 80 --slow-documents 4
	$(PYTHON) benchmarks/bulk.py
	$(PYTHON) benchmarks/coverage.py --communities 2000

docs: setup  ## write the field dictionary anew, from the model
	$(PYTHON) scripts/fields.py

locale: setup  ## collect the texts of the tool, bring the Chinese catalogue up to date, compile it
	$(PYTHON) scripts/catalogue.py

lock:  ## resolve the dependencies anew, for every platform, with hashes
	scripts/lock

setup:  ## system packages and .venv; quick when nothing changed
	@scripts/setup

clean:  ## remove what a build or a test run left
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage output/drafts output/coverage
