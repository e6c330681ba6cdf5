"""pytest plugin: tests marked `needs("slapd")` run where slapd is, and are listed by name where it is not.

In CI such a test fails instead: nothing is skipped there unseen.
"""

from collections.abc import Iterator

import pytest

from tests.servers import packages

_PROPERTY = "needs-missing"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", f"needs(*names): what the test needs from the system, of: {', '.join(packages.NEEDS)}"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    absent = packages.missing(_needs(item))
    if not absent:
        return
    # The property travels with the report, from a worker of pytest-xdist too.
    item.user_properties.append((_PROPERTY, " ".join(absent)))
    reason = f"needs {', '.join(absent)}: {packages.install_command(absent)}"
    if packages.in_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    unable = dict(_unable(terminalreporter))
    if not unable:
        return
    terminalreporter.section("could not run here")
    for nodeid, absent in sorted(unable.items()):
        terminalreporter.line(f"{nodeid}  (needs {absent})")
    names = sorted({name for absent in unable.values() for name in absent.split()})
    terminalreporter.line(f"{len(unable)} tests. To run them: {packages.install_command(names)}")


def _needs(item: pytest.Item) -> list[str]:
    named = [name for marker in item.iter_markers("needs") for name in marker.args]
    unknown = [name for name in named if name not in packages.NEEDS]
    if unknown:
        pytest.fail(f"unknown need: {', '.join(unknown)}", pytrace=False)
    return list(dict.fromkeys(named))


def _unable(terminalreporter: pytest.TerminalReporter) -> Iterator[tuple[str, str]]:
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == _PROPERTY:
                    yield report.nodeid, value
