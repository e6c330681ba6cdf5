"""Run one step of the benchmark inside Django: `python -m tests.benchmarks.inside filling RESULT.json 10000`.

The step is a module of this package with `main(arguments)`; what that returns is written as JSON. Settings and
database come from the environment.
"""

import importlib
import json
import sys
from pathlib import Path

import django


def main(step: str, result: Path, arguments: list[str]) -> None:
    """Set Django up, run the step, write down what it found."""
    django.setup()
    found = importlib.import_module(f"tests.benchmarks.{step}").main(arguments)
    result.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
