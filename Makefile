# Scola. `make` alone lists what there is.
.DEFAULT_GOAL := help
.PHONY: help up demo packages develop test lint types bench shots lock messages wheel clean

# The set-up needs nothing but a Python; it says so in one sentence when there is none.
setup = @python=$$(sh tools/setup/python.sh) && exec "$$python" -B -m tools.setup

help: ## this list
	@echo "Scola: the software a city runs for its schools"
	@echo
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

up: ## set up what is missing, then run the demo city on http://127.0.0.1:8000 (PORT=… changes it)
	$(setup) up

demo: ## as `up`, but start nothing; SCOLA_DATA=… names the data folder, SCALE=10 a larger city
	$(setup) demo

packages: ## only Python and Node packages, the browser's part and the texts
	$(setup) packages

develop: ## the same, with what tests and measures need
	$(setup) develop

test: ## everything: lint, types, import contracts, Python, TypeScript, browsers, both databases
	$(setup).test

lint: ## ruff and eslint
	$(setup).test ruff format eslint

types: ## mypy, tsc and the import contracts
	$(setup).test mypy tsc imports

bench: ## measure: real-time server, pages, boards, rosters (ONLY=pages for one)
	$(setup).bench

shots: ## screenshots of every page of the demo, at its size and theme, into shots/
	$(setup).shots

messages: develop ## gather the texts of the interface into scola/locale, then compile them
	@.venv/bin/python tools/i18n/messages.py
	$(setup) packages

lock: develop ## lock the dependencies again, with hashes and without any registry's address
	$(setup).lock

wheel: packages ## dist/scola-….whl with the built browser's part: installing it needs no Node
	@.venv/bin/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	@rm -rf build scola.egg-info
	@ls dist

clean: ## remove what set-up made; var/ (the data) stays
	rm -rf .venv node_modules scola/kernel/ui/static/build dist build shots scola.egg-info
	find scola -name '*.mo' -delete
