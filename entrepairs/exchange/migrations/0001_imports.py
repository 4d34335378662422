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
            name="Import",
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
                            ("people", "People: members, peers and their statuses"),
                            ("teams", "Teams"),
                            ("outings", "Outings, one line each, with counts"),
                            ("encounters", "Encounters, one line each"),
                        ],
                        max_length=16,
                        verbose_name="what a row is",
                    ),
                ),
                ("file_name", models.CharField(max_length=160)),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("format", models.CharField(max_length=8)),
                ("sheet", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "File received"),
                            ("mapped", "Columns checked"),
                            ("running", "Importing"),
                            ("done", "Imported"),
                            ("cancelled", "Stopped, nothing imported"),
                            ("failed", "Failed, nothing imported"),
                        ],
                        default="uploaded",
                        max_length=12,
                    ),
                ),
                ("choice", models.JSONField(default=dict)),
                ("clean", models.PositiveIntegerField(default=0)),
                ("warn", models.PositiveIntegerField(default=0)),
                ("ask", models.PositiveIntegerField(default=0)),
                ("refuse", models.PositiveIntegerField(default=0)),
                ("progress", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("cancel_asked", models.BooleanField(default=False)),
                ("result", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
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
                        blank=True,
                        null=True,
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
            name="ImportFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("content", models.BinaryField()),
                ("expires_at", models.DateTimeField()),
                (
                    "belongs_to",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="file",
                        to="exchange.import",
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
            },
        ),
        migrations.CreateModel(
            name="ImportMapping",
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
                            ("people", "People: members, peers and their statuses"),
                            ("teams", "Teams"),
                            ("outings", "Outings, one line each, with counts"),
                            ("encounters", "Encounters, one line each"),
                        ],
                        max_length=16,
                    ),
                ),
                ("signature", models.CharField(max_length=64)),
                ("columns", models.JSONField(default=dict)),
                ("words", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
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
            },
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(
                fields=["organisation", "created_by", "-created_at"], name="my_imports"
            ),
        ),
        migrations.AddConstraint(
            model_name="importmapping",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "signature"), name="one_mapping_per_table"
            ),
        ),
    ]
