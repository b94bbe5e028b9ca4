"""The documentation opens without a network."""

import re

from fastapi.testclient import TestClient


def test_every_file_of_the_page_comes_from_the_service(client: TestClient) -> None:
    page = client.get("/docs").text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(addresses) >= 3
    for address in addresses:
        assert address.startswith("/"), address
        assert client.get(address).status_code == 200, address
    assert "://" not in page.replace(" window.location.protocol + '//'", "")
