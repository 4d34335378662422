# Entrepairs: `make demo` starts everything, `make test` runs everything.
# Nothing is needed but Python 3.11 or newer, and make. CONTRIBUTING.md tells the rest.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PO_FILES := $(wildcard entrepairs/*/locale/*/LC_MESSAGES/*.po)

export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# uv works in our environment, whatever else is active, and brings no Python of its own.
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/.venv
export UV_PYTHON_DOWNLOADS := never
# As pip does, trust what this machine trusts (a mirror, the proxy of a hospital).
export UV_SYSTEM_CERTS := 1
unexport VIRTUAL_ENV

.PHONY: demo test check bench lock clean messages

demo: $(BIN)/.ready-to-run $(BIN)/.messages
	@$(BIN)/entrepairs demo

test: $(BIN)/.ready-to-test $(BIN)/.messages
	@sh .ci/test

check: $(BIN)/.ready-to-test $(BIN)/.messages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/house -q

bench: $(BIN)/.ready-to-run $(BIN)/.messages
	@$(BIN)/entrepairs bench

messages: $(BIN)/.messages

# After a change of dependencies in pyproject.toml.
lock: $(BIN)/.uv
	$(BIN)/uv lock
	$(BIN)/uv export --frozen --quiet --no-dev --no-emit-project --no-header --no-annotate \
		--output-file requirements.txt
	$(BIN)/uv export --frozen --quiet --no-emit-project --no-header --no-annotate \
		--output-file requirements-dev.txt
	$(BIN)/uv --version | sed 's/^uv \([^ ]*\).*/uv==\1/' | $(BIN)/uv pip compile - \
		--universal --generate-hashes --quiet --no-header --no-annotate \
		--output-file bootstrap.txt

# The data of the demo (.entrepairs) are kept.
clean:
	rm -rf .venv .static .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find entrepairs -name '*.mo' -delete

# --- Setting up, once -----------------------------------------------------------
$(BIN)/python:
	@PYTHON="$(PYTHON)" sh .ci/environment

$(BIN)/.uv: bootstrap.txt | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r bootstrap.txt \
		|| echo "uv could not be installed; pip alone will do."
	@touch $@

# What tests need contains what running needs: setting up for tests serves both.
$(BIN)/.ready-to-run: pyproject.toml uv.lock requirements.txt | $(BIN)/.uv
	@sh .ci/dependencies --no-dev requirements.txt
	@touch $@

$(BIN)/.ready-to-test: pyproject.toml uv.lock requirements-dev.txt | $(BIN)/.uv
	@sh .ci/dependencies --dev requirements-dev.txt
	@touch $@ $(BIN)/.ready-to-run

$(BIN)/.messages: $(PO_FILES) | $(BIN)/python
	@$(BIN)/python -m tools.messages compile
	@touch $@
