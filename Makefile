# Llwybr. You need Python 3.11 or newer and make; `make help` lists what can be made.

PYTHON ?=
ROLE ?= alnco
MINUTES ?= 10
export PYTHON

VENV := .venv/bin
NATIVE := $(VENV)/python -m deploy.native
CHECKED := shared services deploy tests

.DEFAULT_GOAL := help
.PHONY: compose-up compose-demo compose-down help demo year up down status logs token test test-images \
  faults mutants bench bench-quick check format lock clean native dev

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: native ## bring everything up, load the demo authority, run one journey for 60 learners
	@$(NATIVE) demo

year: native ## tell the system a year of one primary school, and hold every figure against one worked out apart
	@$(NATIVE) year

up: native ## bring the system up, with the data it had
	@$(NATIVE) up

down: native ## stop all that was started here, and nothing else
	@$(NATIVE) down

status: native ## tell what runs, where, with how much memory
	@$(NATIVE) status

logs: native ## follow the logs (Ctrl-C ends it)
	@$(NATIVE) logs

compose-up: native ## start the same system in containers, and wait until it is healthy
	@$(VENV)/python -m deploy.compose.secrets
	docker compose up --build --wait

compose-demo: native ## run the demo's journey against the containers
	@LLWYBR_STATE=.llwybr/compose/state.json $(VENV)/python -m deploy.demo

compose-down: native ## stop the containers; their data stays
	docker compose down

token: native ## print an access token: make token ROLE=class_teacher SUBJECT=<id>
	@$(NATIVE) token $(ROLE) $(if $(SUBJECT),--subject $(SUBJECT))

test: dev ## run every test, on a PostgreSQL and a Kafka of its own
	$(VENV)/python -m pytest

test-images: dev ## run only the tests that need a container engine
	$(VENV)/python -m pytest -m images

faults: dev ## let everything go wrong, round after round: make faults MINUTES=60, or SEED=1234
	@$(VENV)/python -m tests.faults $(MINUTES)

mutants: dev ## plant bugs, one by one, in a copy: the tests must catch every one (a quarter of an hour)
	@$(VENV)/python -m tests.mutants

access-table: dev ## put the policy as it is into docs/access.md
	@$(VENV)/python -m shared.access

bench: dev ## measure everything beside its references, and write docs/benchmarks.md
	$(VENV)/python -m tests.bench --write

bench-quick: dev ## the same, smaller, and only told: under three minutes
	$(VENV)/python -m tests.bench --quick

check: dev ## what CI runs: format, lint, types, layers, tests with coverage
	$(VENV)/ruff format --check $(CHECKED)
	$(VENV)/ruff check $(CHECKED)
	$(VENV)/mypy $(CHECKED)
	$(VENV)/lint-imports
	$(VENV)/python -m pytest --cov --cov-report=
	$(VENV)/coverage report --skip-covered
	$(VENV)/coverage report --include='services/*/domain/*' --fail-under=100 --show-missing

format: dev ## put the code into the one format
	$(VENV)/ruff format $(CHECKED)
	$(VENV)/ruff check --fix $(CHECKED)

lock: dev ## choose the newest allowed versions, and write them down with their hashes
	for part in "" -native -dev; do \
	  $(VENV)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	    --generate-hashes --no-strip-extras --no-emit-index-url --custom-compile-command 'make lock' \
	    requirements$$part.in --output-file requirements$$part.txt || exit 1; \
	done

clean: native ## stop, and remove all data, keys and logs, and the environment
	@$(NATIVE) clean
	rm -rf .venv

native:
	@deploy/native/environment.sh native

dev:
	@deploy/native/environment.sh dev
