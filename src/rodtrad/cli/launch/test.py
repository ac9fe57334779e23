"""`bin/test`: everything set up, then the checks of the house and all tests.

Arguments go to pytest. With arguments that name tests only those run, without the checks. `--long` runs the whole
of the heavy proofs, `--checks` only the checks.
"""

import os
import shutil
import subprocess
import sys
import time

from rodtrad.cli.launch.catalogues import compile_catalogues
from rodtrad.cli.launch.preparation import ROOT, CannotStart, database
from rodtrad.cli.launch.template import template_database

NO_BROWSER = "Journeys NOT RUN: no Chromium"
CHECKS = {
    "format": ["ruff", "format", "--check", "-q", "."],
    "lint": ["ruff", "check", "-q", "."],
    "imports": ["lint-imports", "--no-cache"],
    "types": ["mypy"],
    "migrations": ["python", "-m", "django", "makemigrations", "--check", "--dry-run"],  # asks no database
    "templates": ["djlint", "src", "--lint", "--quiet"],
}


def main(arguments: list[str]) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "rodtrad.config.settings.test"
    compile_catalogues(ROOT / "locale")
    only_checks = "--checks" in arguments
    arguments = [a for a in arguments if a != "--checks"]
    named = [a for a in arguments if not a.startswith("-")]
    failed = [] if named else _checks()
    code = 0
    if not only_checks:
        try:
            with database("test", durable=False) as addresses:
                os.environ["DATABASE_URL"] = addresses.owner
                os.environ["RODTRAD_TEST_TEMPLATE"] = template_database(addresses.owner)
                code = _pytest(arguments)
        except CannotStart as sentence:
            print(sentence, file=sys.stderr)
            return 1
    if failed:
        print(f"Checks that failed: {', '.join(failed)}. `bin/test --checks` runs them alone.")
    return code or (1 if failed else 0)


def _checks() -> list[str]:
    failed = []
    for name, command in CHECKS.items():
        began = time.monotonic()
        program = ROOT / ".venv" / "bin" / command[0]
        done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
        print(f"{name:<10} {'ok' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - began:.1f} s)", flush=True)
        if done.returncode != 0:
            failed.append(name)
            print((done.stdout + done.stderr)[-6000:], flush=True)
    return failed


def _pytest(arguments: list[str]) -> int:
    marks = "" if "--long" in arguments else "not long"
    has_browser = bool(os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser"))
    if not has_browser:
        marks = " and ".join(filter(None, [marks, "not journey"]))
    own = [a for a in arguments if a != "--long"]
    is_one_file = sum(not a.startswith("-") for a in own) == 1 and any(".py" in a for a in own)
    if not is_one_file and not any(a.startswith("-n") for a in own):
        own += ["-n", str(os.cpu_count() or 2), "--dist", "loadgroup"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *(["-m", marks] if marks else []), *own], cwd=ROOT, check=False
    )
    if not has_browser:
        print(f"{NO_BROWSER}. Install the package chromium, or set CHROMIUM to the program, and run again.")
    return 0 if done.returncode == 5 and not has_browser else done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
