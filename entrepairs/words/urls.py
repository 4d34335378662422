from __future__ import annotations

from django.urls import path

from entrepairs.words.views import carried, jargon, told

app_name = "words"
urlpatterns = [
    path("", carried.list_words, name="list"),
    path("new/", carried.begin_word, name="begin"),
    path("refused/", carried.note_refused, name="refused"),
    path("of/<uuid:person_id>/new/", carried.new_word, name="new"),
    path("of/<uuid:person_id>/add/", carried.add_word, name="add"),
    path("of/<uuid:person_id>/explain/", told.new_explanation, name="new_explanation"),
    path("of/<uuid:person_id>/explain/add/", told.add_explanation, name="add_explanation"),
    path("explained/<uuid:explanation_id>/", told.show_explanation, name="explanation"),
    path("explained/<uuid:explanation_id>/told/", told.explained, name="explained"),
    path("explained/<uuid:explanation_id>/drop/", told.drop_explanation, name="drop_explanation"),
    path("plain/", jargon.list_jargon, name="jargon"),
    path("plain/print/", jargon.print_jargon, name="print_jargon"),
    path("plain/new/", jargon.new_jargon, name="new_jargon"),
    path("plain/add/", jargon.add_jargon, name="add_jargon"),
    path("plain/begin/", jargon.begin_jargon, name="begin_jargon"),
    path("plain/<uuid:jargon_id>/", jargon.edit_jargon, name="edit_jargon"),
    path("plain/<uuid:jargon_id>/change/", jargon.change_jargon, name="change_jargon"),
    path("plain/<uuid:jargon_id>/remove/", jargon.remove_jargon, name="remove_jargon"),
    path("plain/<uuid:jargon_id>/restore/", jargon.restore_jargon, name="restore_jargon"),
    path("<uuid:word_id>/", carried.show_word, name="word"),
    path("<uuid:word_id>/answer/", carried.answer_word, name="answer"),
    path("<uuid:word_id>/tell/", carried.tell_answer, name="tell"),
    path("<uuid:word_id>/withdraw/", carried.withdraw_word, name="withdraw"),
    path("<uuid:word_id>/restore/", carried.restore_word, name="restore"),
]
