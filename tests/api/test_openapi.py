"""The interface tells all about itself, with examples that are true."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.answers.schemas import Receipt
from api.problems import Problem
from api.rounds.schemas import ReleaseReceipt
from api.signals.schemas import Signals
from api.themes.schemas import Themes

OPERATIONS = {
    "post_answers": ("POST", "/v1/rounds/{round}/answers"),
    "release_round": ("POST", "/v1/rounds/{round}/release"),
    "read_signals": ("GET", "/v1/rounds/{round}/signals"),
    "list_themes": ("GET", "/v1/themes"),
    "health_live": ("GET", "/health/live"),
    "health_ready": ("GET", "/health/ready"),
}
MODELS = {
    "post_answers": Receipt,
    "release_round": ReleaseReceipt,
    "read_signals": Signals,
    "list_themes": Themes,
}


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    return client.get("/openapi.json").json()


def _operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        operation["operationId"]: operation | {"method": method.upper(), "path": path}
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def _examples(content: dict[str, Any]) -> list[Any]:
    return [content["example"]] if "example" in content else [e["value"] for e in content["examples"].values()]


def test_every_operation_is_there_and_keeps_its_name(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    found = {name: (each["method"], each["path"]) for name, each in _operations(document).items()}
    assert found == OPERATIONS


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_described_with_examples(document: dict[str, Any], name: str) -> None:
    operation = _operations(document)[name]
    assert operation["summary"]
    assert operation["description"]
    assert set(operation["tags"]) <= {tag["name"] for tag in document["tags"]}
    assert all(each["description"] for each in operation.get("parameters", []))
    for status, response in operation["responses"].items():
        assert response["description"]
        contents = list(response.get("content", {}).items())
        assert contents or status == "304"
        for media_type, content in contents:
            model = Problem if media_type == "application/problem+json" else MODELS.get(name)
            for example in _examples(content):
                assert model is None or model.model_validate(example, strict=False)
    for content in operation.get("requestBody", {"content": {}})["content"].values():
        assert _examples(content)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(node: Any) -> set[str]:
        if isinstance(node, dict):
            own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
            return own.union(*map(references, node.values()))
        return set().union(*map(references, node)) if isinstance(node, list) else set()

    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= known
    assert not any("ValidationError" in name for name in known)


def test_the_examples_of_answers_are_accepted(client: TestClient, document: dict[str, Any]) -> None:
    bodies = _operations(document)["post_answers"]["requestBody"]["content"]
    for number, example in enumerate(_examples(bodies["application/json"])):
        receipt = client.post(f"/v1/rounds/json-{number}/answers", json=example).json()
        assert receipt["accepted"] == receipt["rows"] > 0
    [lines] = _examples(bodies["application/x-ndjson"])
    headers = {"Content-Type": "application/x-ndjson"}
    assert client.post("/v1/rounds/b/answers", content=lines.encode(), headers=headers).json()["accepted"] == 2
    [form] = _examples(bodies["multipart/form-data"])
    files = {"file": ("retro.md", form["file"])}
    receipt = client.post("/v1/rounds/c/answers", files=files, data={"team": form["team"]}).json()
    assert receipt["accepted"] == 1


def test_the_root_leads_to_the_documentation(client: TestClient) -> None:
    response = client.get("/", follow_redirects=False)
    assert response.headers["location"] == "/docs"
    assert client.get("/docs").status_code == 200
