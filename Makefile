# The one entrance for developers and for CI. `make` lists what there is.

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python
MANAGE := $(RUN) manage.py
PYTEST := $(RUN) -m pytest
# A worker per core, each with a test database of its own. `load` hands tests out in order, so that those which commit
# and empty the tables come last.
WORKERS := -n auto --dist load
UNIT := -m "not integration and not e2e" $(WORKERS)
UNIT_SQLITE := -m "not integration and not e2e and not postgresql" $(WORKERS)
NEEDS := $(RUN) -m tests.servers.packages
# What git knows or would add: the same files on every machine.
FILES := git ls-files --cached --others --exclude-standard --deduplicate
TEMPLATES := $(FILES) '*.html' | xargs -r ls -d 2>/dev/null

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev demo setup test test-unit test-unit-postgres test-integration e2e baselines bench lint fmt lock messages clean

help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  %-20s %s\n", $$1, $$2}' Makefile

run: ## Run the intranet with demo data on http://127.0.0.1:8000 (PORT=8001 make run for another port)
	@$(PYTHON) deploy/demo/run.py

dev: ## The same, reloading changed code and showing errors in full
	@$(PYTHON) deploy/demo/run.py --debug

demo: ## Load the demo data again
	@$(PYTHON) deploy/demo/run.py --reload-demo

setup: ## Prepare the environment for development (the other targets do it when needed)
	@$(PYTHON) -m deploy.demo.environment requirements-dev.txt
	@$(MANAGE) catalogue --verbosity 0 compile

test: test-unit test-unit-postgres test-integration ## All tests but those in a browser (ARGS="-k word" for some)

test-unit: setup ## Unit tests on SQLite
	$(PYTEST) $(UNIT_SQLITE) $(ARGS)

test-unit-postgres: setup ## Unit tests on PostgreSQL
	@$(NEEDS) postgresql
	$(RUN) -m tests.servers postgresql -- $(PYTEST) $(UNIT) $(ARGS)

test-integration: setup ## Tests with real servers (PostgreSQL, slapd)
	@$(NEEDS) postgresql slapd
	$(PYTEST) -m integration $(ARGS)

e2e: setup ## Tests of the whole product in a browser
	@$(NEEDS) chromium
	$(PYTEST) -m e2e $(ARGS)

baselines: setup ## Keep how the ten pages look now (then look at the changed pictures in git)
	@$(NEEDS) chromium
	RENEW_BASELINES=true $(PYTEST) -m e2e tests/e2e/test_looks.py

bench: setup ## Measure the pages of the speed table, into var/bench.json
	@$(NEEDS) postgresql chromium
	$(RUN) -m tests.benchmarks

lint: setup ## Style, types, import layers, migrations, catalogue, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(TEMPLATES) | xargs -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/typos
	$(FILES) ':!tests' ':!deploy/demo' ':!requirements*.txt' | xargs $(BIN)/detect-secrets-hook --exclude-secrets '^[a-z]+([ _-][a-z]+)*$$'
	$(FILES) tests deploy/demo | xargs $(BIN)/detect-secrets-hook --disable-plugin KeywordDetector --disable-plugin Base64HighEntropyString
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) catalogue check
	@echo "check --deploy with production settings"
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

# A house with everything set, secrets made up on the spot.
RANDOM = $$($(RUN) -c "import secrets; print(secrets.token_urlsafe(50))")
PRODUCTION = env DJANGO_SETTINGS_MODULE=intranet.settings.production SECRET_KEY=$(RANDOM) \
	ALLOWED_HOSTS=intranet.mops.example BASE_URL=https://intranet.mops.example \
	DATABASE_URL=postgresql://intranet@127.0.0.1/intranet REDIS_URL=redis://127.0.0.1:6379/0 \
	LDAP_SERVERS=ldaps://dc1.mops.example LDAP_CA_FILE=$$($(RUN) -m certifi) \
	LDAP_BIND_DN=cn=intranet,dc=mops,dc=example LDAP_BIND_PASSWORD=$(RANDOM) LDAP_PEOPLE_BASE=ou=ludzie,dc=mops,dc=example \
	LDAP_UNITS_BASE=ou=jednostki,dc=mops,dc=example LDAP_GROUPS_BASE=ou=grupy,dc=mops,dc=example

fmt: setup ## Put code and templates into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(TEMPLATES) | xargs -r $(BIN)/djade --target-version 5.2

lock: setup ## Make the lock files from pyproject.toml (UPGRADE=--upgrade for newer versions)
	$(BIN)/uv pip compile pyproject.toml --output-file requirements.txt $(LOCK) $(UPGRADE)
	$(BIN)/uv pip compile pyproject.toml --output-file requirements-dev.txt $(LOCK) $(UPGRADE) --extra dev --constraint requirements.txt

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

messages: setup ## Bring the list of sentences to translate up to date
	@$(MANAGE) catalogue update

clean: ## Remove all that the other targets made: .venv, var (the demo's data), caches
	@if [ -e var/demo/run.lock ] && ! flock --nonblock var/demo/run.lock true; then \
		echo "The intranet runs from this folder: stop it first."; exit 1; fi
	rm -rf .venv var build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find intranet -name '*.mo' -delete
