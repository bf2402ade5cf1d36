# make run    look at the bundled cities in a browser, offline
# make test   all tests, in a real browser too
# Both do their own set-up. The others: check, serve, bench, data, picture, clean.

PORT ?= 8050
PYTHON := .venv/bin/python
SHARED ?= ../shared/data
PROJECTS := data/projects/beijing.toml data/projects/chengdu.toml data/projects/xiangyang.toml

.PHONY: run serve test check bench data picture setup setup-dev clean

run: setup
	QINGCE_PORT=$(PORT) $(PYTHON) -m dashboard

serve: setup
	QINGCE_PORT=$(PORT) .venv/bin/gunicorn -c gunicorn.conf.py

test: setup-dev
	sh scripts/browser.sh
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: setup-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

bench: setup-dev
	$(PYTHON) -m benchmarks

data: setup
	sh scripts/venv.sh requirements-data.txt
	@test -d $(SHARED) || { echo "make data: no measurements in $(SHARED)"; exit 1; }
	$(PYTHON) -m pipeline build $(PROJECTS) --out data/summaries --keep 1 \
		--workers $$(nproc 2>/dev/null || echo 2)

picture: setup-dev
	sh scripts/browser.sh
	$(PYTHON) -m pytest -q tests/browser/test_readme_picture.py
	cp tests/browser/screenshots/readme-overview.png docs/overview.png

setup:
	sh scripts/venv.sh requirements.txt
	sh scripts/plotly.sh

setup-dev: setup
	sh scripts/venv.sh requirements-dev.txt

clean:
	rm -rf .venv assets/plotly.min.js .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache
