"""What every page of links begins with."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from entrepairs.base.http import MemberRequest, require
from entrepairs.links import access
from entrepairs.links.models import Link


def find_link(request: MemberRequest, link_id: UUID) -> Link:
    """404 for everybody but those who meet people in the person's teams."""
    links = Link.objects.visible_to(request.member).with_people()
    return get_object_or_404(links, pk=link_id)


def my_link(request: MemberRequest, link_id: UUID) -> Link:
    """A link of a team of mine: I may write on it."""
    link = find_link(request, link_id)
    require(access.may_write(request.member, link))
    return link
