"""The OpenAPI file, made from the table of parameters, so that it cannot say anything else than the product does."""

from typing import Any

from rodtrad.hsds import parameters

VERSION = "3.1"
PAGE = {
    "type": "object",
    "required": ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"],
    "properties": {
        "total_items": {"type": "integer"},
        "total_pages": {"type": "integer"},
        "page_number": {"type": "integer"},
        "size": {"type": "integer"},
        "first_page": {"type": "boolean"},
        "last_page": {"type": "boolean"},
        "empty": {"type": "boolean"},
        "contents": {"type": "array", "items": {"type": "object"}},
    },
}
ERROR = {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}
COLLECTIONS = {
    "services": (parameters.SERVICES, "Services, as items or in full.", ()),
    "service_at_locations": (parameters.PLACES, "Services at the places where they are given.", ()),
    "organizations": (parameters.ORGANISATIONS, "Organisations that give a service.", ("full_service",)),
    "taxonomies": (parameters.PAGED, "The two taxonomies: kinds of help, and target groups.", ()),
    "taxonomy_terms": (parameters.TERMS, "Terms of the taxonomies.", ()),
}


def description(server: str) -> dict[str, Any]:
    paths: dict[str, Any] = {"/": {"get": _operation("Version, profile and this file.", (), {"type": "object"})}}
    for name, (allowed, says, of_one) in COLLECTIONS.items():
        paths[f"/{name}"] = {
            method: _operation(says, allowed, PAGE, streams=True, wrong=True) for method in ("get", "post")
        }
        found = _operation(
            f"One of the {name.replace('_', ' ')}, in full.", of_one, {"type": "object"}, wrong=bool(of_one)
        )
        found["parameters"].append({"name": "id", "in": "path", "required": True, "schema": parameters.ID})
        found["responses"]["404"] = _answer("There is nothing with that id.", ERROR)
        paths[f"/{name}/{{id}}"] = {"get": found}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Directory of services",
            "version": "1",
            "summary": f"Open data by the Human Services Data Specification {VERSION}",
            "license": {"name": "NLOD 2.0", "url": "https://data.norge.no/nlod/no/2.0"},
        },
        "servers": [{"url": server.rstrip("/")}],
        "paths": paths,
    }


def _operation(
    says: str, allowed: tuple[str, ...], schema: dict[str, Any], *, streams: bool = False, wrong: bool = False
) -> dict[str, Any]:
    answers = {"200": _answer(says, schema), "304": {"description": "Unchanged since the ETag that was sent."}}
    if streams:
        answers["200"]["content"]["application/x-ndjson"] = {"schema": {"type": "string"}}
    if wrong:
        answers["400"] = _answer("A parameter has a value that cannot be.", ERROR)
    return {"summary": says, "parameters": [_parameter(name) for name in allowed], "responses": answers}


def _answer(says: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": says, "content": {"application/json": {"schema": schema}}}


def _parameter(name: str) -> dict[str, Any]:
    one = parameters.ALL[name]
    return {"name": name, "in": "query", "required": False, "description": one.says, "schema": one.schema}
