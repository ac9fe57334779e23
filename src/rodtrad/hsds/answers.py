"""Pages, streams and errors as JSON, open to pages of any site, with an ETag."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from rodtrad.foundation.errors import NotFound
from rodtrad.hsds.parameters import PER_PAGE, WrongParameter
from rodtrad.hsds.schedules import Json

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
LANGUAGE = "nb"  # of the entries; what the reader speaks changes nothing
GET = ("GET", "HEAD", "OPTIONS")
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cache-Control": "public, max-age=60",
}


def open_data(*methods: str) -> "Callable[[View[P]], View[P]]":
    """A view for anybody on any site: no sign-in, no cookie, errors as JSON. POST is the same question as GET."""
    allowed = (*GET, *methods)

    def around(view: "View[P]") -> "View[P]":
        @csrf_exempt
        @login_not_required
        @wraps(view)
        def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            answer = _answer(request, allowed, lambda: view(request, *args, **kwargs))
            for name, value in OPEN.items():
                answer.headers[name] = value
            return answer

        return answered

    return around


def _answer(request: HttpRequest, allowed: Sequence[str], ask: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    if request.method not in allowed:
        return _json({"error": "This address is read only."}, status=405, Allow=", ".join(allowed))
    if request.method == "OPTIONS":
        more = {"Access-Control-Allow-Methods": ", ".join(allowed), "Access-Control-Allow-Headers": "*"}
        return HttpResponse(status=204, headers={"Allow": ", ".join(allowed), **more})
    try:
        with translation.override(LANGUAGE):
            answer = ask()
    except WrongParameter as error:
        return _json({"error": str(error)}, status=400)
    except NotFound:
        return _json({"error": "There is nothing with that id."}, status=404)
    return answer if isinstance(answer, StreamingHttpResponse) else _unless_known(request, answer)


def _unless_known(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """304 without a body for who has it already."""
    assert isinstance(answer, HttpResponse)
    tag = f'W/"{sha256(answer.content).hexdigest()[:32]}"'
    asked = [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]
    if answer.status_code == 200 and (tag in asked or "*" in asked):
        answer = HttpResponse(status=304)
    answer.headers["ETag"] = tag
    return answer


def _json(content: Any, *, status: int = 200, **headers: str) -> HttpResponse:
    body = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return HttpResponse(body, content_type="application/json", status=status, headers=headers)


def one(content: Json) -> HttpResponse:
    return _json(content)


def page(
    found: Any, convert: Callable[[Any], Json], said: dict[str, Any], *, is_whole: bool = False
) -> HttpResponseBase:
    """One page of what was found, or all of it: as lines, or on one page. `found` is a list or a query of rows."""
    if said.get("format") == "ndjson":
        return StreamingHttpResponse(_lines(found, convert), content_type="application/x-ndjson")
    total = len(found) if isinstance(found, list) else found.count()
    size = max(1, total) if is_whole else said.get("per_page", PER_PAGE)
    number = 1 if is_whole else said.get("page", 1)
    rows = [convert(row) for row in found[(number - 1) * size : number * size]]
    pages = max(1, -(-total // size))
    return _json(
        {
            "total_items": total,
            "total_pages": pages,
            "page_number": number,
            "size": len(rows),
            "first_page": number == 1,
            "last_page": number >= pages,
            "empty": not rows,
            "contents": rows,
        }
    )


def _lines(found: Any, convert: Callable[[Any], Json]) -> Iterable[str]:
    rows = found if isinstance(found, list) else found.iterator(chunk_size=500)
    for row in rows:
        with translation.override(LANGUAGE):
            line = json.dumps(convert(row), ensure_ascii=False)
        yield line + "\n"
