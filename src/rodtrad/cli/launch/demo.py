"""`bin/demo`: everything set up from nothing, then the demo city on port 8000. Standard library and our own files only."""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from rodtrad.cli.launch.preparation import (
    ROOT,
    Addresses,
    CannotStart,
    data_folder,
    database,
    demo_environment,
    prepare,
    run,
)
from rodtrad.foundation.database.embedded import Server

UNFINISHED = "city-unfinished"
ANYWHERE = "0.0.0.0"  # noqa: S104 - only when asked for with --host


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    signal.signal(signal.SIGTERM, _stop)
    try:
        if not options.no_serve:
            _check_port(options.host, options.port)
        _start_over_if(options.reset or (data_folder(ROOT) / UNFINISHED).exists())
        with database("demo") as addresses:
            _build(addresses, people=options.people)
            if options.no_serve:
                print("The demo city is ready. Start it with bin/demo.")
                return 0
            return _serve(addresses, options)
    except CannotStart as sentence:
        print(sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _stop(number: int, frame: FrameType | None) -> None:
    """A request to end is met as Ctrl-C is: what was started is stopped on the way out."""
    raise KeyboardInterrupt


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/demo", description="Starts Rød tråd with a made-up city.")
    parser.add_argument("--no-serve", action="store_true", help="prepare everything and stop")
    parser.add_argument("--people", type=int, default=2000, help="how many made-up people (default 2000)")
    parser.add_argument("--reset", action="store_true", help="throw the demo city away and build it again")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default only this machine)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--tls", action="store_true", help="serve over TLS with a certificate made here")
    return parser.parse_args(arguments)


def _check_port(host: str, port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} is taken by another program. Stop it, or choose another: bin/demo --port {port + 1}"
            ) from error


def _start_over_if(wanted: bool) -> None:
    """Throw the embedded database away. Another server's data are never touched."""
    if not wanted:
        return
    if os.environ.get("DATABASE_URL"):
        raise CannotStart("The database in DATABASE_URL is not emptied from here. Empty it yourself, then start again.")
    folder = data_folder(ROOT)
    if (folder / "demo").exists():
        Server(folder / "demo").wipe()
    (folder / "prepared").unlink(missing_ok=True)
    (folder / UNFINISHED).unlink(missing_ok=True)


def _build(addresses: Addresses, *, people: int) -> None:
    """Tables, then the city; an interrupted first start is recognised by its mark and begun again."""
    owner = demo_environment(addresses.owner)
    prepare(demo_environment(addresses.app), owner)
    mark = data_folder(ROOT) / UNFINISHED
    is_built = subprocess.run(
        [sys.executable, "-m", "django", "demo_logins", "--check"], env=owner, cwd=ROOT, check=False
    )
    if is_built.returncode == 0:
        return
    print("Building the demo city (once) ...", flush=True)
    mark.touch()
    run("load_demo", "--people", str(people), environment=owner)
    mark.unlink()


def _serve(addresses: Addresses, options: argparse.Namespace) -> int:
    environment = demo_environment(addresses.app)
    scheme = "https" if options.tls else "http"
    address = f"{scheme}://{'localhost' if options.host in {'127.0.0.1', ANYWHERE} else options.host}:{options.port}"
    environment["RODTRAD_ORIGINS"] = address
    web = [sys.executable, "-m", "gunicorn", "rodtrad.config.wsgi", "--bind", f"{options.host}:{options.port}"]
    web += ["--workers", str(min(4, os.cpu_count() or 2)), "--threads", "4", "--log-level", "warning"]
    if options.tls:
        environment["RODTRAD_DEMO_TLS"] = "1"
        web += _certificate(data_folder(ROOT) / "keys")
    jobs = [sys.executable, "-m", "django", "procrastinate", "worker"]
    programs = [subprocess.Popen(command, env=environment, cwd=ROOT) for command in (web, jobs)]
    run("demo_logins", environment=environment)
    print(f"\nRød tråd runs at {address}  (Ctrl-C stops it). Choose a role on the first page.", flush=True)
    return _until_stopped(programs)


def _until_stopped(programs: "list[subprocess.Popen[bytes]]") -> int:
    """Wait for a signal, or for a program that ended by itself; then end them all."""
    code = 0
    try:
        while all(program.poll() is None for program in programs):
            time.sleep(0.5)
        code = 1
        print("A part of the demo stopped by itself. Look above for why, then start again.", file=sys.stderr)
    except KeyboardInterrupt:
        pass
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            try:
                program.wait(timeout=15)
            except subprocess.TimeoutExpired:
                program.kill()
    return code


def _certificate(folder: Path) -> list[str]:
    key, certificate = folder / "tls.key", folder / "tls.crt"
    if not certificate.exists():
        if shutil.which("openssl") is None:
            raise CannotStart(
                "--tls needs the program openssl to make a certificate. Install it, or start without --tls."
            )
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "365",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
            check=True, capture_output=True,
        )  # fmt: skip
    return ["--keyfile", str(key), "--certfile", str(certificate)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
