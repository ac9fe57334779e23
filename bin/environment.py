"""Makes the virtual environment, or finds that it is there, and goes on in it. Standard library only.

Written so that an old Python can still read it and say what is wrong.
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HOME = os.path.join(ROOT, ".venv")


def stop(sentence):
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


def in_environment(module, arguments):
    """Run `python -m module` in the project's environment, in place of this process."""
    if sys.version_info < (3, 11):
        stop("Python %d.%d is too old. Install Python 3.11 or later and start again." % sys.version_info[:2])
    python = os.path.join(HOME, "bin", "python")
    _make(python)
    os.environ["PYTHONPATH"] = os.pathsep.join([os.path.join(ROOT, "src"), ROOT])  # the product, and bench beside it
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    os.execv(python, [python, "-m", module] + list(arguments))


def _make(python):
    lock = os.path.join(ROOT, "requirements.lock")
    with open(lock, "rb") as content:
        wanted = hashlib.sha256(content.read()).hexdigest()
    stamp = os.path.join(HOME, "installed-lock")
    if os.path.exists(python) and os.path.exists(stamp):
        with open(stamp) as content:
            if content.read() == wanted:
                return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        stop("This Python cannot make virtual environments. Install the package python3-venv and start again.")
    print("Installing what Rød tråd needs into .venv (the first time this downloads about 150 MB) ...")
    sys.stdout.flush()
    if not os.path.exists(python):
        _run([sys.executable, "-m", "venv", HOME], "The virtual environment cannot be made in %s." % HOME)
    _run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock],
        "The packages cannot be installed. Is there a network, and room on the disk? Start again to go on.",
    )
    with open(stamp, "w") as content:
        content.write(wanted)


def _run(command, sentence):
    if subprocess.call(command) != 0:
        stop(sentence)
