"""A browser that counts: it keeps cookies and gives back what came over the wire."""

import http.client
import urllib.parse
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from deploy.demo.machine import HOST

_TIMEOUT = 60


class WrongAnswer(RuntimeError):
    """A page did not answer, or otherwise than the measurement needs: it would measure something else."""


@dataclass(frozen=True)
class Answer:
    """One response; ``body`` as it was sent, still compressed."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def header_bytes(self) -> int:
        """Return the size of the status line and the headers."""
        lines = sum(len(name) + len(value) + len(": \r\n") for name, value in self.headers.items())
        return len("HTTP/1.1 200 OK\r\n") + lines + len("\r\n")


@dataclass
class Visitor:
    """One person's browser at one server, behind what looks like the TLS of a reverse proxy.

    Each request has a connection of its own: gunicorn's sync worker keeps none, its proxy does that.
    """

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """Return the answer, whatever its status. Raises WrongAnswer when there is none."""
        return self._send("GET", path, None, headers or {})

    def post(self, path: str, values: dict[str, str]) -> Answer:
        """Send a form of our own and return the answer, redirections not followed."""
        sent = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"https://{HOST}",
            "Referer": f"https://{HOST}{path}",
        }
        return self._send("POST", path, urllib.parse.urlencode(values).encode(), sent)

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=_TIMEOUT)
        sent = {"Host": HOST, "X-Forwarded-Proto": "https", **headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException) as error:
            raise WrongAnswer(f"{method} {path}: {type(error).__name__}: {error}") from error
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer
