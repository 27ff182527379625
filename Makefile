# The contributor's door: make run, make test. Everything else is `make help`.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= auto
BIN := .venv/bin
# Where this is set, as in many containers, each start compiles the program anew, and each run of the
# tests rewrites every test: half of what it takes to collect them.
unexport PYTHONDONTWRITEBYTECODE
LOCK := $(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header

# A file's tests run in one process, so that what they share is made once; the order of files is
# that of tests/conftest.py, which begins with what takes longest.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.PHONY: help run serve password test quick database check format messages lock benchmark campaign

help:
	@echo "make run        the site on this machine, with its data (PORT=8000)"
	@echo "make serve      the same as in production: gunicorn, debug off, a secret kept in var/ (PORT=8000)"
	@echo "make password   new passwords for the local accounts"
	@echo "make test       every test; ARGS='-k words' chooses some"
	@echo "make quick      the tests that need no browser"
	@echo "make database   the tests that touch the database, on the one in DATABASE_URL"
	@echo "make check      format, lint, types, imports, templates, migrations"
	@echo "make format     puts code and templates into the agreed form"
	@echo "make benchmark  pairs a second of the engine; pages beside a bare Django view, with their bounds"
	@echo "                (SHORT=1: queries and bytes of pages alone, in a minute or two)"
	@echo "make campaign   kills, fills, locks and floods a copy of the site; fails if anything acknowledged is lost"
	@echo "                (ten minutes at most; SHORT=1: a part, on SQLite alone)"
	@echo "make messages   collects the texts of the interface, and compiles their translations (needs gettext)"
	@echo "make lock       compiles requirements/*.in into locks (UPGRADE=1: newest versions)"

run:
	@$(PYTHON) requirements/install.py runtime
	@DEBUG=1 PORT=$(PORT) $(BIN)/python manage.py run_local

serve:
	@$(PYTHON) requirements/install.py runtime
	@PORT=$(PORT) $(BIN)/python manage.py serve

password:
	@$(PYTHON) requirements/install.py runtime
	@DEBUG=1 $(BIN)/python manage.py local_password

test:
	@$(PYTHON) requirements/install.py dev
	$(PYTEST) $(ARGS)

quick:
	@$(PYTHON) requirements/install.py dev
	$(PYTEST) -m "not browser" --ignore tests/browser $(ARGS)

database:
	@$(PYTHON) requirements/install.py dev
	$(PYTEST) -m database --ignore tests/browser $(ARGS)

check:
	@$(PYTHON) requirements/install.py dev
	@.ci/check

format:
	@$(PYTHON) requirements/install.py dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djade --target-version 5.2 $$(find templates -name '*.html')

messages:
	@$(PYTHON) requirements/install.py dev
	DEBUG=1 $(BIN)/python manage.py makemessages --all --no-wrap --add-location=file --no-obsolete \
		--ignore .venv --ignore tests --ignore benchmarks --ignore docs
	DEBUG=1 $(BIN)/python manage.py compilemessages --ignore .venv

lock:
	@$(PYTHON) requirements/install.py dev
	$(LOCK) $(if $(UPGRADE),--upgrade) --output-file requirements/runtime.txt requirements/runtime.in
	$(LOCK) $(if $(UPGRADE),--upgrade) --output-file requirements/dev.txt requirements/dev.in

benchmark:
	@$(PYTHON) requirements/install.py dev
	$(if $(SHORT),,$(BIN)/python -m benchmarks.engine)
	$(if $(SHORT),,$(BIN)/python -m benchmarks.quotes)
	$(BIN)/python -m benchmarks.pages $(if $(SHORT),--short)

campaign:
	@$(PYTHON) requirements/install.py dev
	@$(BIN)/python -m benchmarks.campaign $(if $(SHORT),--short)
