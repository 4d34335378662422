"""Three public addresses that ask nothing of the database nor of whoever comes."""

from __future__ import annotations

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from entrepairs.base.emergency.numbers import Number, all_numbers
from entrepairs.base.emergency.words import CODES, FRENCH, Language, all_languages, language

STYLE, SCRIPT = "emergency.css", "js/emergency.js"


@login_not_required
@require_safe
def emergency(request: HttpRequest) -> HttpResponse:
    return _answer(FRENCH)


@login_not_required
@require_safe
def emergency_in(request: HttpRequest, code: str) -> HttpResponse:
    if code not in CODES:
        raise Http404
    return _answer(code)


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: it keeps these pages and nothing else of the site."""
    pages = [_address(code) for code in CODES]
    whole = "".join(_page(code) for code in CODES)
    content = render_to_string(
        "public/emergency_worker.js",
        {
            "version": sha256(whole.encode()).hexdigest()[:12],
            "files": [*pages, static(STYLE), static(SCRIPT)],
        },
    )
    return HttpResponse(content, content_type="text/javascript; charset=utf-8")


def _answer(code: str) -> HttpResponse:
    return HttpResponse(_page(code), headers={"Content-Language": language(code).tag})


def _page(code: str) -> str:
    """Rendered without the request: no session, no member, no context processor."""
    spoken = language(code)
    numbers = all_numbers()
    return render_to_string(
        "public/emergency.html",
        {
            "spoken": spoken,
            "say": {key: spoken.says(key) for key in language(FRENCH).page},
            "groups": [
                (spoken.says("now"), [_row(spoken, one) for one in numbers if one.urgent]),
                (spoken.says("listen"), [_row(spoken, one) for one in numbers if not one.urgent]),
            ],
            "languages": [(each, _address(each.code)) for each in all_languages()],
            "style": STYLE,
            "script": SCRIPT,
        },
    )


def _row(spoken: Language, number: Number) -> dict[str, object]:
    name, when = spoken.of_number(number.number)
    return {"number": number, "name": name, "when": when, "hours": spoken.says(number.hours)}


def _address(code: str) -> str:
    return reverse("emergency") if code == FRENCH else reverse("emergency_in", args=[code])
