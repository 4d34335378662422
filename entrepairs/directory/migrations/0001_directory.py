from __future__ import annotations

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Load",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("file_name", models.CharField(max_length=160)),
                ("digest", models.CharField(max_length=64)),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("done", "Loaded"), ("failed", "Failed, nothing loaded")],
                        max_length=8,
                    ),
                ),
                ("partial", models.BooleanField(default=False)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField()),
                ("read", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("created", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("same", models.PositiveIntegerField(default=0)),
                ("gone", models.PositiveIntegerField(default=0)),
                ("deleted", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-finished_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="OwnGroup",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "description",
                    models.TextField(max_length=2000, verbose_name="what happens there"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("atelier", "A group that meets"),
                            ("accompagnement", "Somebody who goes along with you"),
                        ],
                        max_length=16,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "publics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("commune", models.CharField(blank=True, max_length=120, verbose_name="commune")),
                (
                    "postcode",
                    models.CharField(blank=True, max_length=5, verbose_name="postal code"),
                ),
                (
                    "insee",
                    models.CharField(
                        blank=True, max_length=5, verbose_name="INSEE code of the commune"
                    ),
                ),
                (
                    "hours",
                    models.CharField(blank=True, max_length=300, verbose_name="opening hours"),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
                ("created_on", models.DateField()),
                ("changed_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Structure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source", models.CharField(max_length=120)),
                ("ref", models.CharField(max_length=300)),
                ("name", models.CharField(max_length=150)),
                ("description", models.TextField(blank=True)),
                ("link", models.CharField(blank=True, max_length=2100)),
                ("checked_on", models.DateField()),
                ("address", models.TextField(blank=True)),
                ("address_more", models.TextField(blank=True)),
                ("commune", models.CharField(blank=True, max_length=120)),
                ("postcode", models.CharField(blank=True, max_length=5)),
                ("insee", models.CharField(blank=True, max_length=5)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("hours", models.TextField(blank=True)),
                ("gone_on", models.DateField(null=True)),
                ("digest", models.CharField(max_length=32)),
                ("name_words", models.CharField(max_length=200)),
                ("siret", models.CharField(blank=True, max_length=14)),
                ("website", models.CharField(blank=True, max_length=2100)),
                ("access_link", models.CharField(blank=True, max_length=2100)),
                (
                    "networks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.load",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source", models.CharField(max_length=120)),
                ("ref", models.CharField(max_length=300)),
                ("name", models.CharField(max_length=150)),
                ("description", models.TextField(blank=True)),
                ("link", models.CharField(blank=True, max_length=2100)),
                ("checked_on", models.DateField()),
                ("address", models.TextField(blank=True)),
                ("address_more", models.TextField(blank=True)),
                ("commune", models.CharField(blank=True, max_length=120)),
                ("postcode", models.CharField(blank=True, max_length=5)),
                ("insee", models.CharField(blank=True, max_length=5)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("hours", models.TextField(blank=True)),
                ("gone_on", models.DateField(null=True)),
                ("digest", models.CharField(max_length=32)),
                ("structure_ref", models.CharField(max_length=300)),
                ("kind", models.CharField(blank=True, max_length=20)),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("fee", models.CharField(blank=True, max_length=12)),
                ("fee_more", models.TextField(blank=True)),
                (
                    "publics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("publics_more", models.TextField(blank=True)),
                ("conditions", models.TextField(blank=True)),
                ("commune_key", models.CharField(blank=True, max_length=120)),
                ("name_key", models.CharField(max_length=200)),
                (
                    "welcome",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "zone",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=9),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("ask_link", models.CharField(blank=True, max_length=2100)),
                (
                    "ask_modes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "asked_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("ask_more", models.TextField(blank=True)),
                ("weekly_hours", models.FloatField(null=True)),
                ("weeks", models.PositiveIntegerField(null=True)),
                ("plain_words", models.TextField()),
                ("structure_words", models.TextField(blank=True)),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            "plain_words", "structure_words", config="simple"
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.load",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="directory.structure",
                    ),
                ),
            ],
            options={
                "ordering": ["name_key", "id"],
            },
        ),
        migrations.CreateModel(
            name="Correction",
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
                            ("hours", "Opening hours"),
                            ("papers", "Papers asked for"),
                            ("animals", "Animals"),
                            ("language", "Languages spoken"),
                            ("waiting", "Waiting list"),
                            ("sector", "Where one must live"),
                            ("moved", "It has moved"),
                            ("closed", "It has closed"),
                            ("other", "Something else"),
                            ("still_true", "Still true"),
                        ],
                        max_length=12,
                        verbose_name="what it is about",
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("peer", "a peer support worker"),
                            ("colleague", "a colleague"),
                            ("coordinator", "the coordination"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "text",
                    models.CharField(blank=True, max_length=280, verbose_name="what is really so"),
                ),
                ("said_on", models.DateField()),
                ("said_at", models.DateTimeField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "member",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.service",
                    ),
                ),
            ],
            options={
                "ordering": ["-said_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["organisation", "service"], name="correction_of_service")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="structure",
            constraint=models.UniqueConstraint(
                fields=("source", "ref"), name="structure_once_per_source"
            ),
        ),
        migrations.AddIndex(
            model_name="service",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="service_words"),
        ),
        migrations.AddIndex(
            model_name="service",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("name_key", config="simple"),
                name="service_name_words",
            ),
        ),
        migrations.AddIndex(
            model_name="service",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["themes"], name="service_themes"
            ),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["lat", "lon"], name="service_box"),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["name_key", "id"], name="service_by_name"),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(
                fields=["commune_key"], name="service_commune", opclasses=["varchar_pattern_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["postcode"], name="service_postcode"),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["structure"], name="service_structure"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                fields=("source", "ref"), name="service_once_per_source"
            ),
        ),
    ]
