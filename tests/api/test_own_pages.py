"""Pages of other sites cannot use somebody's browser against the service."""

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1.elsewhere.example", "x://["])
@pytest.mark.parametrize(
    "call", [("POST", "/v1/rounds/r/release"), ("GET", "/v1/themes"), ("POST", "/v1/rounds/r/answers")]
)
def test_a_page_of_another_site_is_refused(client: TestClient, call: tuple[str, str], origin: str) -> None:
    answer = client.request(*call, headers={"Origin": origin})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "foreign_call"
    assert origin not in answer.text


@pytest.mark.parametrize("host", ["elsewhere.example", "elsewhere.example:8000", "", "127.0.0.1@elsewhere.example"])
def test_a_name_that_is_pointed_at_this_machine_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/v1/themes", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_this_machine_is_served(client: TestClient, host: str) -> None:
    own = {"Host": host, "Origin": f"http://{host}"}
    assert client.get("/v1/themes", headers=own).status_code == 200
