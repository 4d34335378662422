"""What a proxy says of a visitor is believed when there is one, and only then."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.test import RequestFactory

from entrepairs.commands import web

# The visitor wrote the first address; the proxy added the one it saw.
SAID = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.9, 203.0.113.7"}


def who(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    request = RequestFactory().request(**environ)
    return [f"{request.scheme} {environ['REMOTE_ADDR']}".encode()]


@pytest.mark.parametrize(
    ("behind", "told"), [(True, "https 203.0.113.7"), (False, "http 127.0.0.1")]
)
def test_scheme_and_address_come_from_the_proxy_alone(
    settings: Any, behind: bool, told: str
) -> None:
    settings.BEHIND_PROXY = behind
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    server = web.listen(who, "127.0.0.1", 0, or_next=False)
    threading.Thread(target=server.run, daemon=True).start()
    asked = http.client.HTTPConnection("127.0.0.1", int(server.effective_port), timeout=10)
    asked.request("GET", "/", headers=SAID)
    assert asked.getresponse().read().decode() == told
    asked.close()
    server.close()
