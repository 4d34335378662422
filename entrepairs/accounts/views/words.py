from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entrepairs.accounts import access, services
from entrepairs.accounts.models import LocalTerm
from entrepairs.accounts.terms import CONCEPTS, local_terms
from entrepairs.accounts.wording import words_by_group
from entrepairs.base.http import MemberRequest, page, reads, require, writes

LONGEST = LocalTerm._meta.get_field("label").max_length or 60


@reads
def words(request: MemberRequest) -> HttpResponse:
    terms = local_terms(request.member.organisation_id)
    return page(
        request,
        "accounts/words.html",
        groups=words_by_group(terms),
        longest=LONGEST,
        may_rename=access.may_rename_concepts(request.member),
    )


@writes
def rename(request: MemberRequest) -> HttpResponse:
    """Every word of the page at once; only those that changed are written."""
    require(access.may_rename_concepts(request.member))
    terms = local_terms(request.member.organisation_id)
    changed = 0
    for concept, ours in CONCEPTS.items():
        if concept not in request.POST:
            continue
        label = " ".join(request.POST[concept].split())[:LONGEST]
        label = "" if label == str(ours) else label
        if label != terms.get(concept, ""):
            services.rename_concept(
                actor=request.member, concept=concept, label=label, now=request.now
            )
            changed += 1
    messages.success(request, _("Your words are saved.") if changed else _("Nothing changed."))
    return redirect("accounts:words")
