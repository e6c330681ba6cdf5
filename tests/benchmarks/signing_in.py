"""Signing in through the product's own form and the demo directory."""

import re
import statistics
import time

from tests.benchmarks.client import Visitor, WrongAnswer
from tests.servers.directory import PASSWORD

LOGIN, CLERK = "pracownik", "kancelaria"
ADDRESS = "/konto/logowanie/"
TIMES = 15
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


def signed_in(port: int, login: str = LOGIN) -> Visitor:
    """Return the browser of an ordinary member of staff, or of another demo account. Raises WrongAnswer."""
    visitor = Visitor(port)
    _send_form(visitor, _token(visitor), login)
    return visitor


def milliseconds(port: int) -> float:
    """Return the usual time from the pressed button to the answer, the directory's part included."""
    taken = []
    for _ in range(TIMES):
        visitor = Visitor(port)
        token = _token(visitor)
        began = time.perf_counter()
        _send_form(visitor, token, LOGIN)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def _token(visitor: Visitor) -> str:
    found = _TOKEN.search(visitor.get(ADDRESS).body)
    if found is None:
        raise WrongAnswer("The sign-in page has no form.")
    return found[1].decode()


def _send_form(visitor: Visitor, token: str, login: str) -> None:
    form = {"csrfmiddlewaretoken": token, "login": login, "password": PASSWORD}
    answer = visitor.post(ADDRESS, form)
    if answer.status != 302:
        raise WrongAnswer(f"Signing in was answered with {answer.status}.")
