"""The sentences: why a file is refused, what is wrong with a cell, what was left aside.

The engine gives codes; nothing else of the house chooses these words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

FILES: Mapping[str, Text] = {
    "empty_file": _("This file is empty: there is nothing to import."),
    "too_large": _(
        "This file is too large (more than %(megabytes)s MB). Split it, then try again."
    ),
    "not_a_spreadsheet": _(
        "This is not a spreadsheet, whatever its name says. XLSX, ODS, XLS and CSV can be read."
    ),
    "web_page": _(
        "This is a web page named like a spreadsheet. Open it in your spreadsheet, save it as "
        "XLSX, ODS or CSV, then try again."
    ),
    "binary_workbook": _("XLSB files cannot be read. Save it as XLSX, then try again."),
    "password": _("This file opens with a password. Save it without one, then try again."),
    "zip_bomb": _(
        "Once unpacked, this file would be far larger than any list (more than %(megabytes)s MB). "
        "It was not opened."
    ),
    "corrupt": _(
        "This file is cut short or damaged. Open it in your spreadsheet, save it again, then try "
        "again."
    ),
    "encoding": _("Some characters of this file cannot be read. Save it as CSV UTF-8 or XLSX."),
    "unclosed_quote": _("A quotation mark opens here and never closes. Mend it, then try again."),
    "too_many_cells": _(
        "This table is too wide or too long (more than %(cells)s cells). Split it, then try again."
    ),
    "no_table": _(
        "No line of this file looks like the headers of a table we know. Download one of the "
        "template files to see the headers we expect."
    ),
}
LATER: Mapping[str, Text] = {
    "sessions": _(
        "This looks like a register of training and intervision. Entrepairs does not know these "
        "yet: nothing was imported."
    ),
    "expenses": _(
        "This looks like a list of expenses. Entrepairs does not know these yet: nothing was "
        "imported."
    ),
}
NOTICES: Mapping[str, Text] = {
    "wrong_extension": _(
        "The name ends in “%(extension)s”, but the file is %(format)s: it was read as such."
    ),
    "macro_ignored": _("This file holds macros. They were neither run nor kept."),
    "sep_line": _("The first line only names the separator."),
}
SHEETS: Mapping[str, Text] = {
    "table": _("another table"),
    "later": _("rows that Entrepairs does not know yet"),
    "summary": _("a summary, never imported"),
    "words": _("no table that we know"),
    "empty": _("empty"),
}
CELLS: Mapping[str, Text] = {
    "date_serial": _("A bare number, read as the spreadsheet date %(date)s."),
    "month_only": _("Only a month: which day?"),
    "year_only": _("Only a year: which day?"),
    "not_a_full_date": _("Not a full date: which day?"),
    "two_dates": _("Two dates in one cell: which one?"),
    "not_a_date": _("This is not a date."),
    "not_a_day": _("This number is not a day."),
    "no_such_day": _("This day does not exist."),
    "no_such_month": _("This month does not exist."),
    "year_out_of_range": _("The year %(year)s cannot be right."),
    "no_date": _("The date is missing."),
    "date_of_group": _("No date here: the one above, or another?"),
    "in_future": _("This date has not come yet."),
    "formula": _("A formula (%(formula)s). Its last value was “%(shown)s”: type the value itself."),
    "formula_text": _(
        "A spreadsheet would run this text as a formula. Type plain words, or leave the row out."
    ),
    "formula_not_a_date": _("A formula is not a date: type the date itself."),
    "left_out": _("Left out, as you chose."),
    "no_name": _("Neither a family name nor a first name."),
    "family_name_missing": _("No family name: keep the first name alone?"),
    "given_name_missing": _("No first name: keep the family name alone?"),
    "double_entry": _("Same person, same status, same start as row %(row)s: entered twice?"),
    "role_unknown": _("The function is missing: which one?"),
    "role_unsure": _("This function is not one of ours: which one is it?"),
    "status_unknown": _("The status is not known: which one?"),
    "status_unsure": _("This status is not one of ours: choose one, or leave it out."),
    "no_start": _("A status needs the day it starts."),
    "ends_before_start": _("It ends before it starts."),
    "overlaps": _("It overlaps the status of row %(row)s: a peer has one status at a time."),
    "share_in_words": _("A share of time in words: how much of full time, between 0 and 1?"),
    "share_in_hours": _("Hours: of which full week? Give a share, for instance 0.6."),
    "share_or_hours": _("%(number)s: a percentage, or hours?"),
    "share_impossible": _("A share of time is above 0 and at most 1."),
    "not_an_email": _("This is not an e-mail address: left out."),
    "not_a_phone": _("This is not a telephone number: left out."),
    "looks_like_nir": _("This is a social security number. It is never kept: type something else."),
    "no_team_name": _("A team needs a name."),
    "kind_missing": _("The kind of team is missing: which one?"),
    "kind_unknown": _("This kind of team is not on our list: which one, or “other”?"),
    "organisation_kind": _(
        "This is a kind of organisation rather than of team: which kind of team?"
    ),
    "zero_restored": _("The first zero was lost: read as %(read)s."),
    "letter_o_for_zero": _("A letter O in the place of a zero: read as %(read)s."),
    "digits_lost": _("Digits were lost in scientific notation: type the number again. Left out."),
    "siret_length": _("A SIRET has 14 digits: left out."),
    "siret_characters": _("A SIRET has 14 digits and nothing else: left out."),
    "siret_key": _("The key of this SIRET is wrong. It is kept as it stands: check it."),
    "finess_length": _("A FINESS number has 9 characters: left out."),
    "finess_characters": _("These are not the characters of a FINESS number: left out."),
    "finess_key": _("The key of this FINESS number is wrong. It is kept as it stands: check it."),
    "rna_length": _("An RNA number is W and 9 digits: left out."),
    "rna_characters": _("An RNA number is W and 9 digits: left out."),
    "no_such_hour": _("This hour does not exist."),
    "no_hour": _("No hour can be read here."),
    "no_end": _("No end: the length is not known."),
    "too_long": _("It would last %(hours)s h %(minutes)s: are the hours swapped?"),
    "no_crew": _("Who went?"),
    "not_one_number": _("Not one number: how many?"),
    "negative": _("Fewer than none."),
    "not_whole": _("Half a person cannot be counted."),
    "too_many_people": _("Too many people for one outing."),
    "part_larger_than_whole": _("%(part)s out of %(whole)s: the part is larger than the whole."),
    "impossible_minutes": _("Not a possible number of minutes (at most %(most)s)."),
    "civil_identity": _(
        "This looks like a civil identity. Only an alias is kept: type one, or leave it anonymous."
    ),
    "coordinates": _("Coordinates are never kept: which kind of place is it?"),
}
LEFT: Mapping[str, Text] = {
    "two_members_of_this_name": _("two members already have this name"),
    "email_of_another": _("taken in without its e-mail, which somebody else has"),
    "not_a_peer": _("this member is not a peer here: the status was not written"),
    "overlaps_existing": _("its status overlaps one already written"),
    "status_in_use": _("a placement needs this status: its end was not moved"),
    "crew_unknown": _("you have not said who somebody of the crew is"),
}
COLUMNS: Mapping[str, Text] = {
    "free_text": _("free text, off"),
    "contact": _("name and telephone of a person, off"),
    "orientation": _("orientations: not known yet, left aside"),
    "unknown": _("not recognised, off"),
    "birth_date": _("birth dates: never taken in"),
    "nir": _("social security numbers: never taken in"),
    "coordinates": _("coordinates: never taken in"),
    "bank_account": _("bank accounts: never taken in"),
    "nationality": _("nationalities: never taken in"),
    "residence": _("residence status: never taken in"),
    "diagnosis": _("diagnoses: never taken in"),
    "religion": _("religions: never taken in"),
    "home_address": _("home addresses: never taken in"),
    "not_needed": _("not needed"),
    "left_out": _("left out, as you chose"),
}
SENSITIVE: Mapping[str, Text] = {
    "diagnosis": _("health"),
    "nir": _("a social security number"),
    "nationality": _("a nationality"),
    "residence": _("a residence status"),
    "religion": _("a religion"),
    "sexual_orientation": _("a sexual orientation"),
    "addiction": _("an addiction"),
    "criminal": _("a matter of justice"),
    "birth_date": _("a birth date"),
    "phone": _("a telephone number"),
    "coordinates": _("coordinates"),
    "bank_account": _("a bank account"),
}
FIELDS: Mapping[str, Text] = {
    "family_name": _("Family name"),
    "given_name": _("First name"),
    "full_name": _("First and family name"),
    "role": _("Function"),
    "status": _("Status"),
    "start": _("Start"),
    "end": _("End"),
    "share": _("Share of time"),
    "team": _("Team"),
    "referent": _("Référent"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "fields": _("Fields of intervention"),
    "name": _("Name of the team"),
    "kind": _("Kind of team"),
    "finess": _("FINESS"),
    "siret": _("SIRET"),
    "rna": _("RNA"),
    "organisation": _("Organisation that runs it"),
    "engaged": _("Engaged since"),
    "town": _("Town (not kept)"),
    "themes": _("Themes"),
    "date": _("Date"),
    "person": _("Alias of the person"),
    "seen": _("First time or seen again"),
    "place": _("Place"),
    "crew": _("Who went"),
    "minutes": _("Minutes"),
    "span": _("Hours, from … to …"),
    "colleague": _("Colleague"),
    "people": _("How many people"),
    "new": _("of whom new"),
    "anonymous": _("of whom anonymous"),
}


def sentence_of_refusal(code: str, params: Mapping[str, Any]) -> str:
    return _filled(FILES.get(code) or LATER.get(code) or FILES["corrupt"], params)


def sentence_of_issue(code: str, params: Mapping[str, Any]) -> str:
    return _filled(CELLS.get(code, code), params)


def sentence_of_notice(code: str, params: Mapping[str, Any]) -> str:
    return _filled(NOTICES.get(code, code), params)


def _filled(text: Text, params: Mapping[str, Any]) -> str:
    shown = {name: _shown(value) for name, value in params.items()}
    return str(text) % shown if "%(" in str(text) else str(text)


def _shown(value: Any) -> Any:
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else value
