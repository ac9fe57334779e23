# The commands of the house. `just` lists them.
default:
    @just --list

# Set everything up and serve the demo city.
demo *options:
    bin/demo {{options}}

# All tests, or the ones named.
test *names:
    bin/test {{names}}

# Format, lint, imports, types, templates: the same list as the hook and CI.
check:
    bin/test --checks

# Put code in the house's form.
fmt:
    .venv/bin/ruff format .
    .venv/bin/ruff check --fix .
