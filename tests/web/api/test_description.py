"""The description of the interface: whole, sound, and told in the document as well."""

import re

import pytest
from jsonschema import Draft202012Validator

from proposals.web.api.description import description

METHODS = {"get"}


def operations():
    paths = description()["paths"]
    assert len(paths) > 10
    for address, path in paths.items():
        assert set(path) == METHODS, address
        yield address, path["get"]


def parts(value):
    """Every object inside."""
    if isinstance(value, dict):
        yield value
    inside = value.values() if isinstance(value, dict) else value
    for part in inside if isinstance(value, (dict, list, tuple)) else ():
        yield from parts(part)


def test_every_reference_leads_to_a_part_of_the_description():
    found = description()
    named = {part["$ref"] for part in parts(found) if isinstance(part.get("$ref"), str)}
    assert named
    for one in named:
        place = found
        for step in one.removeprefix("#/").split("/"):
            assert step in place, one
            place = place[step]


def test_every_shape_is_a_sound_schema_with_sound_examples():
    found = description()
    shapes = found["components"]["schemas"]
    assert shapes
    for name, shape in shapes.items():
        Draft202012Validator.check_schema(shape)
        for part in parts({**shape, "components": {}}):
            for example in part.get("examples", ()) if "type" in part else ():
                assert Draft202012Validator(part).is_valid(example), (name, example)


def test_every_operation_has_words_and_its_own_name():
    names = [operation["operationId"] for _address, operation in operations()]
    assert len(names) == len(set(names)) > 15
    for address, operation in operations():
        assert operation["summary"], address
        assert operation["description"].endswith("."), address
        assert operation["tags"][0] in {tag["name"] for tag in description()["tags"]}


def test_every_parameter_says_what_it_is_and_gives_a_sound_example():
    for address, operation in operations():
        opened = set(re.findall(r"{(\w+)}", address))
        named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert opened == named
        for one in operation["parameters"]:
            assert one["description"], (address, one["name"])
            Draft202012Validator.check_schema(one["schema"])
            examples = [example["value"] for example in one.get("examples", {}).values()]
            for example in [*examples, *([one["example"]] if "example" in one else [])]:
                assert Draft202012Validator(one["schema"]).is_valid(example), one["name"]


def test_every_answer_is_described_with_its_kind_and_its_headers():
    for address, operation in operations():
        answers = operation["responses"]
        assert set(answers) >= {"200", "304", "400", "500", "503"}, address
        assert ("404" in answers) or "{" not in address
        for status, answer in answers.items():
            assert answer["description"]
            kinds = {"200": {"application/json"}, "304": set()}
            assert set(answer.get("content", ())) == kinds.get(
                status, {"application/problem+json"}
            ), (address, status)
            assert ("ETag" in answer.get("headers", ())) == (status in ("200", "304"))


def test_only_a_comparison_has_a_hash():
    found = [
        address
        for address, operation in operations()
        if "Parley-Hash" in operation["responses"]["200"]["headers"]
    ]
    assert found == ["/api/v1/negotiations/{negotiation}/comparison"]


@pytest.fixture
def document(root):
    text = (root / "docs" / "exports.md").read_text("utf-8")
    return text.partition("\n## The interface for programs\n")[2].partition("\n## ")[0]


def test_the_document_names_every_address_and_every_parameter(document):
    for address, operation in operations():
        last = re.sub(r"{(\w+)}", r"<\1>", address).removeprefix("/api/v1/").split("/")
        told = "/".join(last[-2:]).replace("<clause>", "<id>") if len(last) == 2 else last[-1]
        assert told in document, address
        for one in operation["parameters"]:
            if one["in"] == "query" and not address.endswith("comparison"):
                assert f"{one['name']}=…" in document or f"`{one['name']}`" in document, one["name"]
