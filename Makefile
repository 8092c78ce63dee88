# Every target prints the one raw command that it runs; nothing here is needed to use the program.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test lint lock clean setup score-snmp score-ssh bench-snmp bench-ssh bench-ssh-faults bench-pages bench-documents fuzz-api

run: $(STAMP)
	$(BIN)/netmaintd demo --state demo

# More workers than cores: many tests wait for devices and processes. `pytest tests/x` alone works as well.
TEST_WORKERS ?= 4
test: $(STAMP)
	$(BIN)/python -m pytest -n $(TEST_WORKERS) --dist loadfile --no-loadscope-reorder

lint: $(STAMP)
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

setup: $(STAMP)

# uv is used when it is there; plain venv and pip do the same with the same hashes.
$(STAMP): requirements.lock pyproject.toml
	@if command -v uv >/dev/null 2>&1; then set -x; \
	  uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
	  uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else set -x; \
	  $(PYTHON) -m venv $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $(STAMP)

# What the profiles read from recordings of real devices, beside what an independent program reads from them.
SNMP_RECORDINGS ?= ../shared/fixtures/snmp
score-snmp: $(STAMP)
	@if [ -d $(SNMP_RECORDINGS) ]; then set -x; \
	  $(BIN)/python tests/profiles/score_recordings.py $(SNMP_RECORDINGS) build/score-snmp && \
	  $(BIN)/python $(SNMP_RECORDINGS)/score_snmp.py build/score-snmp --expected $(SNMP_RECORDINGS); \
	else echo "The recordings do not lie beside the project: $(SNMP_RECORDINGS) is absent, nothing is scored."; fi

# Configurations backed up over SSH from recorded devices, beside what Oxidized keeps of the same.
SSH_RECORDINGS ?= ../shared/fixtures/ssh
SSH_LAB ?= ../shared/lab
score-ssh: $(STAMP)
	@if [ -d $(SSH_RECORDINGS) ] && [ -d $(SSH_LAB) ]; then set -x; \
	  $(BIN)/python tests/profiles/score_backups.py $(SSH_RECORDINGS) $(SSH_LAB) build/score-ssh; \
	  $(BIN)/python $(SSH_RECORDINGS)/score_backup.py build/score-ssh/kept --second build/score-ssh/second; \
	  $(BIN)/python $(SSH_RECORDINGS)/score_backup.py build/score-ssh/masked --masked; true; \
	else echo "The recordings do not lie beside the project: $(SSH_RECORDINGS) is absent, nothing is scored."; fi

# Devices a second and CPU for each, beside other programs that read the same agents.
BENCH_AGENTS ?= 100
bench-snmp: $(STAMP)
	$(BIN)/python tests/bench/bench_snmp.py --agents $(BENCH_AGENTS)

# Devices a minute over SSH beside nornir, and what faulty ones cost the others.
BENCH_DEVICES ?= 300
bench-ssh: $(STAMP)
	$(BIN)/python tests/bench/bench_ssh.py --devices $(BENCH_DEVICES)

bench-ssh-faults: $(STAMP)
	$(BIN)/python tests/bench/bench_ssh.py --devices 1000 --sessions 40 --pause-s 1 --faults

# Nonsense for every route of the API, made of its own description; ends with how many were faults of ours.
FUZZ_CASES ?= 20000
fuzz-api: $(STAMP)
	PYTHONPATH=tests:tests/web $(BIN)/python tests/web/api_fuzz.py --cases $(FUZZ_CASES)

# How long each page takes in an office with so many devices and rounds.
BENCH_ROUNDS ?= 40
bench-pages: $(STAMP)
	$(BIN)/python tests/bench/bench_pages.py --devices 1000 --rounds $(BENCH_ROUNDS)

# How long a report of so many rows takes and how much memory, and minutes with photos.
bench-documents: $(STAMP)
	$(BIN)/python tests/bench/bench_documents.py

# Resolve anew; the lock holds hashes and no host name.
lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements.lock

clean:
	rm -rf $(VENV) demo build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
