"""Command line: python -m deploy.demo.directory --port 3389 --folder var/demo/directory."""

import argparse
import errno
import logging
import os
import re
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from deploy.demo.directory.certificates import make_certificates
from deploy.demo.directory.content import refusals
from deploy.demo.directory.server import HOST, DirectoryServer
from deploy.demo.directory.storage import BrokenFile, open_directory

EXIT_PRODUCTION = 2
EXIT_PORT_BUSY = 3
EXIT_BROKEN_FILE = 4
MAX_PORT = 65535

_PRODUCTION = re.compile(r"(^|[._])prod(uction)?($|[._])", re.IGNORECASE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the demo directory until SIGTERM or Ctrl-C; return the exit code."""
    options = _parser().parse_args(arguments)
    if names_production(os.environ):
        return _fail(
            EXIT_PRODUCTION,
            "The demo directory gives everybody the same public password and refuses to run with production "
            f"settings (DJANGO_SETTINGS_MODULE={os.environ['DJANGO_SETTINGS_MODULE']}).",
        )
    logging.basicConfig(level=logging.INFO if options.verbose else logging.WARNING)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    try:
        server = _open(options.folder, options.port)
    except BrokenFile as error:
        return _fail(EXIT_BROKEN_FILE, f"Cannot read the demo directory: {error}.")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return _fail(
                EXIT_PORT_BUSY,
                f"Port {options.port} on {HOST} is busy: stop what uses it, or choose another --port.",
            )
        return _fail(EXIT_BROKEN_FILE, f"Cannot start the demo directory: {error}.")
    with server:
        sys.stdout.write(f"Demo directory: {len(server.directory)} entries on {server.url}\n")
        sys.stdout.flush()
        server.serve_forever()
    return 0


def names_production(environment: Mapping[str, str]) -> bool:
    """Return whether the environment chooses Django settings for production."""
    return bool(_PRODUCTION.search(environment.get("DJANGO_SETTINGS_MODULE", "")))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m deploy.demo.directory",
        description="A read-only LDAP directory of invented staff, on this computer only.",
    )
    parser.add_argument(
        "--port", type=_port, default=3389, help="0 takes a free one and says which (default 3389)"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path("var/demo/directory"),
        help="for the LDIF file and the certificates",
    )
    parser.add_argument("--verbose", action="store_true", help="log dropped connections")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > MAX_PORT:
        raise argparse.ArgumentTypeError(f"not a port number: {text}")
    return int(text)


def _open(folder: Path, port: int) -> DirectoryServer:
    directory = open_directory(folder)
    return DirectoryServer(directory, make_certificates(folder), port=port, refusals=refusals())


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _fail(code: int, message: str) -> int:
    sys.stderr.write(message + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
