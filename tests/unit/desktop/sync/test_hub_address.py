"""The address of a hub as people type it."""

import pytest

from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.hub_address import HubAddress


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("192.168.1.20", "https://192.168.1.20:8440"),
        (" hub.local:9000 ", "https://hub.local:9000"),
        ("https://hub.example.org", "https://hub.example.org:443"),
        ("https://hub.example.org:8440/", "https://hub.example.org:8440"),
        ("http://127.0.0.1:8440", "http://127.0.0.1:8440"),
        ("http://localhost", "http://localhost:80"),
        ("https://[::1]:8440", "https://[::1]:8440"),
    ],
)
def test_what_people_type_becomes_a_url(typed: str, url: str) -> None:
    assert HubAddress.parse(typed).url == url


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "ftp://hub",
        "https://",
        "hub local",
        "https://hub/path",
        "https://a@hub",
        "hub:port",
        "hub?x=1",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(HubError, match="address_malformed"):
        HubAddress.parse(typed)


@pytest.mark.parametrize(
    "typed", ["http://192.168.1.20:8440", "http://hub.local", "http://127.0.0.1.example.org"]
)
def test_plain_http_leads_nowhere_but_to_this_computer(typed: str) -> None:
    with pytest.raises(HubError, match="address_not_secure"):
        HubAddress.parse(typed)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("192.168.1.20", False),
        ("10.1.2.3", False),
        ("hub.local", False),
        ("hub", False),
        ("169.254.3.4", False),
        ("[fe80::1]", False),
        ("hub.example.org", True),
        ("203.0.114.7", True),
    ],
)
def test_names_of_the_internet_must_be_in_the_certificate(typed: str, named: bool) -> None:
    assert HubAddress.parse(typed).names_its_host is named
