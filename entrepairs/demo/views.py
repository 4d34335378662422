from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from entrepairs.accounts.models import User
from entrepairs.demo.people import BY_KEY, ORGANISATIONS, PEOPLE


def only_in_demo() -> None:
    """The address is not even routed elsewhere; this is the second lock."""
    if not settings.DEMO:
        raise Http404


@login_not_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    only_in_demo()
    groups = [
        (organisation, [person for person in PEOPLE if person.seats[0][0] == organisation.key])
        for organisation in ORGANISATIONS
    ]
    return render(request, "demo/people.html", {"groups": groups})


@login_not_required
@require_POST
def become(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as one of the invented people, without password."""
    only_in_demo()
    person = BY_KEY.get(key)
    user = User.objects.filter(email=person.email).first() if person else None
    if user is None:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session.pop("organisation", None)
    return redirect("/")
