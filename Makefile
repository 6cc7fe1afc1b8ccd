# Everything a person does with this project, one word each. `make help` lists the words.
# Needed beforehand: Python 3.11 or newer (with venv), make and git.

.DEFAULT_GOAL := help
.SUFFIXES:

ifeq ($(OS),Windows_NT)
VENV_PYTHON := .venv/Scripts/python.exe
else
VENV_PYTHON := .venv/bin/python
endif

SET_UP := sh tools/with_python.sh -m tools.set_up
TOOLS := tools/set_up.py tools/system_libraries.py tools/compile_catalogues.py pyproject.toml
TRANSLATIONS := $(wildcard integrhabitat_desktop/i18n/locale/*/LC_MESSAGES/*.po)
RUN_READY := .venv/.ready-to-run
DEVELOP_READY := .venv/.ready-to-develop
OFFSCREEN := QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR="$(CURDIR)/build/runtime"
ARGS ?=

export PYTHONUTF8 := 1

.PHONY: help run demo day test check bench soak screenshots messages lock clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1 # /p' Makefile | awk -F' # ' '{printf "%-20s %s\n", $$1, $$2}'

run: $(RUN_READY) ## start the desktop (ARGS="..." is passed on); without a screen: the demo
	@$(VENV_PYTHON) -m tools.run_desktop $(ARGS)

demo: $(DEVELOP_READY) build/runtime ## hub and two desktops do a day's work; pictures and log in build/demo
	@$(OFFSCREEN) $(VENV_PYTHON) -m tests.demo $(ARGS)

day: $(DEVELOP_READY) build/runtime ## 150 people served by keyboard at one reception; keys and times in build/day
	@$(OFFSCREEN) $(VENV_PYTHON) -m tests.day $(ARGS)

test: $(DEVELOP_READY) build/runtime ## run the tests
	@$(OFFSCREEN) $(VENV_PYTHON) -m pytest -q -n 2 $(ARGS)

check: $(DEVELOP_READY) ## style, types, import laws, lock, translations, lengths, words
	@$(VENV_PYTHON) -m tools.check $(ARGS)

bench: $(DEVELOP_READY) build/runtime ## measure speed and size; one JSON line per figure in build/bench.jsonl
	@$(OFFSCREEN) $(VENV_PYTHON) -m benchmarks $(ARGS)

soak: $(DEVELOP_READY) build/runtime ## the long, sampled fault tests
	@$(OFFSCREEN) $(VENV_PYTHON) -m benchmarks.soak $(ARGS)

screenshots: $(DEVELOP_READY) build/runtime ## a picture of each screen, language and theme
	@$(OFFSCREEN) $(VENV_PYTHON) -m tests.screenshots $(ARGS)

messages: $(DEVELOP_READY) ## collect new texts into the translation catalogues
	@$(VENV_PYTHON) -m tools.update_catalogues

lock: ## choose and pin the newest allowed versions again
	@sh tools/with_python.sh -m tools.make_lock $(ARGS)

clean: ## remove what the commands made (.venv and build)
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find integrhabitat_desktop -name '*.mo' -delete

build/runtime:
	@mkdir -p $@ && chmod 700 $@

$(RUN_READY): requirements.lock $(TOOLS) $(TRANSLATIONS)
	@$(SET_UP) run

$(DEVELOP_READY): requirements-dev.lock $(TOOLS) $(TRANSLATIONS)
	@$(SET_UP) develop
