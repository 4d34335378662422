"""Voices and the sheets of paper they may come on."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperSheet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("respondent", models.CharField(blank=True, max_length=64)),
                ("language", models.CharField(max_length=16)),
                (
                    "preference_stated",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "a preference about the peer was said"),
                            ("no", "no preference about the peer was said"),
                        ],
                        max_length=4,
                    ),
                ),
                ("made_on", models.DateField()),
                ("used_on", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "digest"), name="sheet_code_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("respondent", models.CharField(max_length=64)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("screen", "alone, on the screen"),
                            ("paper", "alone, on paper"),
                            ("aloud", "read aloud by somebody"),
                        ],
                        max_length=8,
                    ),
                ),
                ("language", models.CharField(max_length=16)),
                (
                    "wording",
                    models.CharField(
                        choices=[("standard", "usual words"), ("easy", "easy words")],
                        default="standard",
                        max_length=8,
                    ),
                ),
                (
                    "pictures",
                    models.CharField(
                        choices=[("with", "with pictures"), ("without", "without pictures")],
                        default="with",
                        max_length=8,
                    ),
                ),
                (
                    "understood",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("a_bit", "a bit"),
                            ("no", "no"),
                            ("skip", "no answer"),
                        ],
                        default="skip",
                        max_length=8,
                        verbose_name="understood",
                    ),
                ),
                (
                    "respected",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("a_bit", "a bit"),
                            ("no", "no"),
                            ("skip", "no answer"),
                        ],
                        default="skip",
                        max_length=8,
                        verbose_name="respected",
                    ),
                ),
                (
                    "useful",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("a_bit", "a bit"),
                            ("no", "no"),
                            ("skip", "no answer"),
                        ],
                        default="skip",
                        max_length=8,
                        verbose_name="useful",
                    ),
                ),
                (
                    "go_on",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("a_bit", "a bit"),
                            ("no", "no"),
                            ("skip", "no answer"),
                        ],
                        default="skip",
                        max_length=8,
                        verbose_name="wants to go on",
                    ),
                ),
                (
                    "hope",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a_lot", "a lot"),
                            ("some", "some"),
                            ("a_little", "a little"),
                            ("not_now", "not at the moment"),
                        ],
                        max_length=8,
                        verbose_name="hope",
                    ),
                ),
                (
                    "trust",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a_lot", "a lot"),
                            ("some", "some"),
                            ("a_little", "a little"),
                            ("not_now", "not at the moment"),
                        ],
                        max_length=8,
                        verbose_name="trust in the service",
                    ),
                ),
                (
                    "preference_stated",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "a preference about the peer was said"),
                            ("no", "no preference about the peer was said"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "helped_by",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody: alone, on this screen"),
                            ("colleague", "A colleague reads the questions aloud"),
                            ("interpreter", "An interpreter"),
                            ("peer_elsewhere", "A peer of another team"),
                            ("other", "Somebody the person chose"),
                        ],
                        default="nobody",
                        max_length=16,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["organisation", "team", "on"], name="voice_of_a_team")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way", "aloud"), ("asked_by__isnull", True), _connector="OR"
                        ),
                        name="voice_alone_asked_by_nobody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("respondent__regex", "^[0-9a-f]{64}$")),
                        name="voice_has_respondent",
                    ),
                ],
            },
        ),
    ]
