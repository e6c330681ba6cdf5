"""What the test tiers need from the operating system, and how to get it.

`python -m tests.servers.packages postgresql slapd` installs what is missing when root runs it on Debian or
Ubuntu; anybody else is told the command. With CI=true missing things are a failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import postgres

# Debian keeps servers out of an ordinary user's PATH.
SEARCH_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin", "/sbin"])
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
OS_RELEASE = Path("/etc/os-release")
SERVICE_POLICY = Path("/usr/sbin/policy-rc.d")


@dataclass(frozen=True)
class Need:
    """Something tests need from the system: Debian packages and a way to see whether it is there."""

    packages: tuple[str, ...]
    is_present: Callable[[], bool]
    ubuntu_packages: tuple[str, ...] = ()


def find_program(*names: str) -> str | None:
    """Return the first of the programs that is installed, servers' folders included."""
    return next((path for name in names if (path := shutil.which(name, path=SEARCH_PATH))), None)


NEEDS = {
    "postgresql": Need(("postgresql",), lambda: postgres.find_binaries() is not None),
    "slapd": Need(("slapd", "ldap-utils"), lambda: bool(find_program("slapd") and find_program("ldapadd"))),
    "chromium": Need(
        ("chromium",),
        lambda: find_program(*CHROMIUM_NAMES) is not None,
        ubuntu_packages=("chromium-browser",),
    ),
}


def missing(names: list[str]) -> list[str]:
    """Return those of the needs that the system does not have. Raises KeyError for an unknown name."""
    return [name for name in names if not NEEDS[name].is_present()]


def packages_for(names: list[str]) -> list[str]:
    """Return the packages that provide the needs on this system."""
    is_ubuntu = "ubuntu" in _distributions()
    chosen = [NEEDS[name].ubuntu_packages if is_ubuntu else () for name in names]
    return [
        package
        for name, other in zip(names, chosen, strict=True)
        for package in other or NEEDS[name].packages
    ]


def install_command(names: list[str]) -> str:
    """Return what a person types to get what is missing."""
    return f"sudo apt-get install {' '.join(packages_for(names))}"


def in_ci() -> bool:
    """Tell whether nobody is there to read a remark: then what cannot run is a failure."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def main(names: list[str]) -> int:
    """Install or name what is missing; return the exit code."""
    unknown = [name for name in names if name not in NEEDS]
    if unknown or not names:
        _say(f"Known needs: {', '.join(NEEDS)}." + (f" Unknown: {', '.join(unknown)}." if unknown else ""))
        return 2
    absent = missing(names)
    if absent and os.geteuid() == 0 and "debian" in _distributions() and shutil.which("apt-get"):
        _install(packages_for(absent))
        absent = missing(names)
    if absent:
        _say(f"Not here: {', '.join(absent)}. Tests that need it cannot run. Provide it with:")
        _say(f"    {install_command(absent)}")
    return 1 if absent and in_ci() else 0


def _install(packages: list[str]) -> None:
    _say(f"Running as root: installing the system packages {', '.join(packages)} for the tests.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    with _services_left_stopped():
        for command in (["apt-get", "update", "--quiet"], install):
            _say(f"    {' '.join(command)}")
            if (
                subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode
                != 0
            ):
                _say(f"It failed: {' '.join(command)}")
                return


@contextmanager
def _services_left_stopped() -> Iterator[None]:
    """Keep Debian from starting the servers it installs: the tests start their own."""
    if SERVICE_POLICY.exists():
        yield
        return
    SERVICE_POLICY.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    SERVICE_POLICY.chmod(0o755)
    try:
        yield
    finally:
        SERVICE_POLICY.unlink(missing_ok=True)


def _distributions() -> set[str]:
    """Return the names of this system and of those it descends from, for example {"ubuntu", "debian"}."""
    if not OS_RELEASE.exists():
        return set()
    lines = OS_RELEASE.read_text(encoding="utf-8").splitlines()
    values = dict(line.split("=", 1) for line in lines if "=" in line)
    return set(f"{values.get('ID', '')} {values.get('ID_LIKE', '')}".replace('"', "").split())


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
