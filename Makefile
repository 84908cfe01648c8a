# Two commands matter: make demo, make test. Everything is done by the Python modules in launch/.
PYTHON ?= python3
PORT ?= 8000
DATA ?= var
export PORT DATA FRESH DEMO_PASSWORD
READY = $(PYTHON) launch/bootstrap.py && exec .venv/bin/python -m
.DEFAULT_GOAL := help
.PHONY: help demo test check bench faults backup-drill samples setup

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

setup: ## Install what development needs into .venv
	@$(PYTHON) launch/bootstrap.py

demo: ## Start everything on http://127.0.0.1:8000/ (PORT=8000 DATA=var FRESH=1 DEMO_PASSWORD=...)
	@$(READY) launch.supervisor

test: ## Run every test, with its own throw-away database and a real browser (ARGS="-k search")
	@$(READY) launch.testing $(ARGS)

check: ## Format, lint, types, import direction, migrations, templates, compose file, Dockerfile
	@$(READY) launch.checking

bench: ## Measure the pages against their budget (ARGS="--patients 100000")
	@$(READY) tests.bench $(ARGS)

faults: ## The trials at full size
	@$(READY) launch.testing -m fault $(ARGS)

backup-drill: ## Back up under load, kill the server, restore three ways, compare (ARGS="--people 100000")
	@$(READY) tests.drill $(ARGS)

samples: ## Write practice lists of made-up people into samples/
	@$(PYTHON) launch/bootstrap.py && .venv/bin/python manage.py make_samples samples
