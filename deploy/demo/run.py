"""`make run`: from a fresh clone to a running intranet in one command.

Makes the environment, installs, compiles, migrates, loads the demo data, then runs web server, worker and
demo directory until Ctrl-C. Only the standard library is used, and only what an old Python can read, so that
it can say that it is too old. State is kept in VAR_DIR (var/), logs in VAR_DIR/log.

VAR_DIR/demo/address holds the address while the intranet answers. PORT=0 takes a free port.
"""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Python put this script's folder first; the modules are imported by their full names, as everywhere else.
sys.path[0] = str(ROOT)

from deploy.demo.commands import Stopper, StopRequested  # noqa: E402
from deploy.demo.console import Failure, allow_any_terminal, boxed, say  # noqa: E402
from deploy.demo.directory.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD  # noqa: E402
from deploy.demo.environment import (  # noqa: E402
    RUNNING,
    VirtualEnvironment,
    clean_environment,
    require_python,
)
from deploy.demo.machine import HOST, MARK, chosen_port, end_processes, only_run, port_near  # noqa: E402
from deploy.demo.preparation import Preparation  # noqa: E402
from deploy.demo.supervision import Services  # noqa: E402

DIRECTORY_PORT = 3389
FULL_MEGABYTES = 20
FOLDERS = ("log", "demo", "celery")


def main(arguments: list[str]) -> int:
    """Run the intranet; return the exit code: 0 when it was stopped, 1 when something is in the way."""
    allow_any_terminal()
    options = _options(arguments)
    stopper = Stopper()
    stopper.listen()
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    try:
        require_python()
        _run(options, var, stopper)
    except Failure as failure:
        say("", str(failure), *_remark_on_space(var))
        return 1
    except StopRequested:
        say("", "Stopped before it was ready. The next run finishes what this one began.")
        return 130
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        say("", f"{error.strerror}: {error.filename or 'writing failed'}")
        return 1
    return 0


def _remark_on_space(var: Path) -> list[str]:
    """Return a line about a full disk: then the log has often no room to say it."""
    free = shutil.disk_usage(var).free // 2**20 if var.exists() else FULL_MEGABYTES
    return [f"The disk of {var} is full: {free} MB left."] if free < FULL_MEGABYTES else []


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py", description="Run the intranet with demo data.")
    parser.add_argument("--debug", action="store_true", help="reload changed code, show errors in full")
    parser.add_argument("--reload-demo", action="store_true", help="load the demo data again and end")
    parser.add_argument(
        "--no-setup", action="store_true", help="install nothing: use the Python that runs this script"
    )
    parser.add_argument(
        "--directory", metavar="URL", help="use this directory (ldap://localhost:3390) and start none"
    )
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace, var: Path, stopper: Stopper) -> None:
    try:
        for name in FOLDERS:
            (var / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"The state cannot be kept in {var}: {error.strerror}.") from None
    with only_run(var / "demo") as announce:
        (var / "demo" / "address").unlink(missing_ok=True)
        left = end_processes(var)
        if left:
            say(f"• Stopped {left} processes that an earlier run had left behind")
        port = 0 if options.reload_demo else chosen_port(os.environ.get("PORT") or "8000")
        address = f"http://{HOST}:{port}/"
        announce("loading the demo data" if options.reload_demo else address)
        python = _python(options, var, stopper)
        directory_port = None if options.directory else port_near(DIRECTORY_PORT)
        environment = _environment(options, var, python, port, directory_port)
        preparation = Preparation(python, var, environment, directory_port, stopper)
        preparation.prepare(reload_demo=options.reload_demo)
        if options.reload_demo:
            say("The demo data is loaded.")
        else:
            if directory_port is not None:
                # Preparing takes a while, and another run may have taken the port meanwhile.
                directory_port = port_near(directory_port)
                environment = _environment(options, var, python, port, directory_port)
            _serve(options, var, environment, address, stopper)


def _python(options: argparse.Namespace, var: Path, stopper: Stopper) -> Path:
    if options.no_setup:
        return Path(sys.executable)
    environment = VirtualEnvironment(ROOT, var / "log" / "setup.log", stopper)
    environment.prepare(RUNNING)
    return environment.python


def _environment(
    options: argparse.Namespace, var: Path, python: Path, port: int, directory_port: int | None
) -> Mapping[str, str]:
    """Return the environment of every process of this run."""
    result = {
        **clean_environment(),
        MARK: str(var),
        "VAR_DIR": str(var),
        "PORT": str(port),
        "PYTHON": str(python),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "intranet.settings.dev",
        "DJANGO_DEBUG": "true" if options.debug else "false",
    }
    if directory_port is None:
        result["LDAP_SERVERS"] = options.directory
    else:
        result["LDAP_PORT"] = str(directory_port)
        result["LDAP_SERVERS"] = f"ldap://localhost:{directory_port}"
        result["LDAP_CA_FILE"] = str(var / "demo" / "directory" / "ca.pem")
    return result


def _serve(
    options: argparse.Namespace, var: Path, environment: Mapping[str, str], address: str, stopper: Stopper
) -> None:
    """Run the services until somebody stops them (returns) or one ends by itself (Failure)."""
    names = ["webdev" if options.debug else "web", "worker"] + ([] if options.directory else ["directory"])
    ready = var / "demo" / "address"
    say("• Starting web server, worker" + ("" if options.directory else " and demo directory"))
    try:
        with Services(var, names, stopper) as services:
            services.start(Path(environment["PYTHON"]), environment)
            services.wait_until_ready(int(environment["PORT"]))
            ready.write_text(f"{address}\n")
            say("", *boxed(_welcome(address, var)))
            services.watch()
    except StopRequested:
        say("Stopped.")
    finally:
        ready.unlink(missing_ok=True)


def _welcome(address: str, var: Path) -> list[str]:
    place = os.path.relpath(var) if var.is_relative_to(Path.cwd()) else str(var)
    width = max(len(account.login) for account in DEMO_ACCOUNTS)
    return [
        f"The intranet is running:  {address}",
        f"Ctrl-C stops it. Data: {place}/  Logs: {place}/log/",
        "",
        f"Demo accounts, password of all: {DEMO_PASSWORD}",
        *(f"  {account.login.ljust(width)}  {account.role}" for account in DEMO_ACCOUNTS),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
