"""Run lines of the Procfile under honcho: `python -m deploy.demo.manager web worker directory`.

Started by the runner with the environment's Python. Each service writes to its own log in VAR_DIR/log (the
log of the run before has `.1` at its end); each start and end of a service is a line on standard output.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from honcho.environ import parse_procfile
from honcho.manager import SYSTEM_PRINTER_NAME, Manager
from honcho.printer import Message, Printer

PROCFILE = Path(__file__).with_name("Procfile")


class LogFiles(Printer):
    """Write what the services say to their logs, and what honcho says to standard output."""

    def __init__(self, folder: Path) -> None:
        super().__init__(sys.stdout)
        self._folder = folder
        self._files: dict[str, BinaryIO] = {}

    def write(self, message: Message) -> None:
        """Take one line; honcho passes bytes from services and text of its own."""
        if message.name == SYSTEM_PRINTER_NAME:
            # A runner that was killed reads no more; that must not keep honcho from ending the services.
            with suppress(BrokenPipeError):
                sys.stdout.write(message.data)
                sys.stdout.flush()
        else:
            self._file(message.name).write(message.data)

    def _file(self, name: str) -> BinaryIO:
        if name not in self._files:
            path = self._folder / f"{name}.log"
            if path.exists():
                path.replace(path.with_name(f"{path.name}.1"))
            self._files[name] = path.open("wb", buffering=0)
        return self._files[name]


def main(names: list[str]) -> None:
    """Run the services until one ends or SIGTERM comes, then end the others."""
    lines = parse_procfile(PROCFILE.read_text(encoding="utf-8")).processes
    manager = Manager(LogFiles(Path(os.environ["VAR_DIR"]) / "log"))
    for name in names:
        manager.add_process(name, lines[name])
    manager.loop()


if __name__ == "__main__":
    main(sys.argv[1:])
