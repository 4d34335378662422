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
            name="Framework",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("content", models.JSONField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["code", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="framework_loaded_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("criterion", models.CharField(max_length=8)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("declaration", "Declaration"),
                            ("document", "Document"),
                            ("confirmation", "Confirmation"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("peer", "Peer support worker"),
                            ("colleague", "Colleague"),
                            ("coordinator", "Coordination"),
                            ("manager", "Management"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "text",
                    models.TextField(blank=True, max_length=600, verbose_name="in your words"),
                ),
                ("said_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="framework.framework",
                    ),
                ),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["-said_on", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(
                        fields=["organisation", "framework", "criterion"], name="said_of_a_row"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "confirmation"), ("withdrawn_on__isnull", True)
                        ),
                        fields=("organisation", "framework", "criterion", "member"),
                        name="one_confirmation_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "confirmation"), _negated=True),
                            ("voice__in", ["peer", "colleague"]),
                            _connector="OR",
                        ),
                        name="confirmed_by_those_concerned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "confirmation"),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="statement_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True),
                            ("withdrawn_on__gte", models.F("said_on")),
                            _connector="OR",
                        ),
                        name="statement_withdrawn_later",
                    ),
                ],
            },
        ),
    ]
