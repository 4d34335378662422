"""Words carried, explanations, the words of the trade, papers printed."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models

import entrepairs.people.sealing


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0005_act_erase"),
        ("people", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperPrinted",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("card", "card to hand over"),
                            ("project", "project card"),
                            ("poster", "poster"),
                        ],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField()),
                ("language", models.CharField(max_length=8)),
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
            },
        ),
        migrations.CreateModel(
            name="RefusedCarry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
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
            },
        ),
        migrations.CreateModel(
            name="CarriedWord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                (
                    "reach",
                    models.CharField(
                        choices=[("team", "a team of the house"), ("outside", "a service outside")],
                        max_length=8,
                    ),
                ),
                (
                    "to_named_sealed",
                    entrepairs.people.sealing.SealedField(blank=True, default=bytes),
                ),
                (
                    "named",
                    models.CharField(
                        choices=[("no_name", "without any name"), ("alias", "with their nickname")],
                        default="no_name",
                        max_length=8,
                    ),
                ),
                (
                    "agreed",
                    models.CharField(
                        choices=[
                            ("spoken", "out loud"),
                            ("written", "in writing"),
                            ("picture", "with pictures"),
                        ],
                        max_length=8,
                    ),
                ),
                ("agreed_on", models.DateField()),
                ("answer_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                (
                    "answer_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "yes"),
                            ("partly", "in part"),
                            ("no", "no"),
                            ("needs_time", "time is needed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="")),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "told_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("spoken", "out loud"),
                            ("written", "in writing"),
                            ("picture", "with pictures"),
                        ],
                        max_length=8,
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "answered_by",
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
                    "collected_by",
                    models.ForeignKey(
                        db_index=False,
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                (
                    "to_team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "told_by",
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
                    "twin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.twin",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["organisation", "person"], name="word_by_person"),
                    models.Index(
                        condition=models.Q(("to_team__isnull", False)),
                        fields=["organisation", "to_team"],
                        name="word_by_addressee",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("twin__isnull", True)),
                            models.Q(("person__isnull", True), ("twin__isnull", False)),
                            _connector="OR",
                        ),
                        name="word_is_somebodys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reach", "team"), ("to_team__isnull", False)),
                            models.Q(("reach", "outside"), ("to_team__isnull", True)),
                            _connector="OR",
                        ),
                        name="word_has_one_addressee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer_kind", ""), ("answered_on__isnull", True)),
                            models.Q(
                                ("answer_kind__in", ["yes", "partly", "no", "needs_time"]),
                                ("answered_on__gte", models.F("agreed_on")),
                            ),
                            _connector="OR",
                        ),
                        name="word_answer_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told_on__isnull", True),
                            ("answered_on__isnull", False),
                            _connector="OR",
                        ),
                        name="word_told_once_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                ("said_on", models.DateField()),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "understood",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "yes"),
                            ("a_bit", "a bit"),
                            ("no", "no"),
                            ("not_asked", "not asked"),
                        ],
                        max_length=12,
                    ),
                ),
                ("removed_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
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
                (
                    "told_by",
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
                    "twin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.twin",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["organisation", "person"], name="explained_by_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("twin__isnull", True)),
                            models.Q(("person__isnull", True), ("twin__isnull", False)),
                            _connector="OR",
                        ),
                        name="explanation_is_somebodys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_on__isnull", True), ("understood", "")),
                            models.Q(
                                ("told_on__isnull", False),
                                ("understood__in", ["yes", "a_bit", "no", "not_asked"]),
                            ),
                            _connector="OR",
                        ),
                        name="explanation_told_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Jargon",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("term", models.CharField(max_length=60, verbose_name="the word")),
                ("term_key", models.CharField(editable=False, max_length=80)),
                ("meaning", models.CharField(max_length=300, verbose_name="in plain words")),
                (
                    "others",
                    models.TextField(blank=True, max_length=600, verbose_name="in other languages"),
                ),
                ("added_on", models.DateField()),
                ("changed_on", models.DateField(blank=True, null=True, verbose_name="")),
                ("removed_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "added_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "changed_by",
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_on__isnull", True)),
                        fields=("organisation", "term_key"),
                        name="jargon_once",
                    )
                ],
            },
        ),
    ]
