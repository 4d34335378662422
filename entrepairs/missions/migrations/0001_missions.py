from __future__ import annotations

import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_walls"),
        ("peers", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mission",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("planned", "It was planned to end then"),
                            ("wish", "The peer’s wish"),
                            ("move", "Another team or another job"),
                            ("team", "The team could not go on"),
                            ("funding", "The funding ended"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
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
                "ordering": ["id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="MissionVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("peer", "Peer support worker"),
                            ("colleague", "Colleague"),
                            ("person", "Person accompanied"),
                            ("coordinator", "Coordinator"),
                        ],
                        max_length=16,
                    ),
                ),
                ("said_by", models.CharField(blank=True, max_length=60)),
                ("read_back", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                ("domain", models.TextField(blank=True, max_length=6000, verbose_name="Field")),
                (
                    "responsibilities",
                    models.TextField(blank=True, max_length=6000, verbose_name="Responsibilities"),
                ),
                (
                    "activities",
                    models.TextField(blank=True, max_length=6000, verbose_name="Activities"),
                ),
                (
                    "not_done",
                    models.TextField(
                        blank=True, max_length=6000, verbose_name="What the peer does not do"
                    ),
                ),
                (
                    "with_whom",
                    models.TextField(blank=True, max_length=6000, verbose_name="With whom"),
                ),
                (
                    "secrecy",
                    models.TextField(
                        blank=True, max_length=6000, verbose_name="What stays between us"
                    ),
                ),
                (
                    "emergencies",
                    models.TextField(blank=True, max_length=6000, verbose_name="In an emergency"),
                ),
                (
                    "conflict",
                    models.TextField(blank=True, max_length=6000, verbose_name="When we disagree"),
                ),
                (
                    "ending",
                    models.TextField(blank=True, max_length=6000, verbose_name="How it can end"),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "mission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="missions.mission",
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
                "ordering": ["number", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Pairing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "colleague",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
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
                    "peer_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairings",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["-since", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "share",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                        verbose_name="share of time",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "exception_reason",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="reason of the exception"
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("planned", "It was planned to end then"),
                            ("wish", "The peer’s wish"),
                            ("move", "Another team or another job"),
                            ("team", "The team could not go on"),
                            ("funding", "The funding ended"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                    ),
                ),
                ("end_note", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "day_to_day_referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                        verbose_name="day-to-day référent",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "host_member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "line_referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                        verbose_name="line référent",
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
                    "peer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="peers.peer",
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
                (
                    "status_period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="peers.statusperiod",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="mission",
            name="placement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="missions",
                to="missions.placement",
            ),
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("peer", "The peer"), ("team", "The team")], max_length=8
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
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
                    "mission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="missions.mission",
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="missions.missionversion",
                    ),
                ),
            ],
            options={
                "ordering": ["signed_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Compensation",
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
                            ("intervision", "Exchange between peers, with another team"),
                            ("twin", "A twin peer, in another team"),
                            ("lent_peer", "A second peer, lent"),
                        ],
                        max_length=16,
                    ),
                ),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
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
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="compensations",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["-started_on", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="compensation_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("discussed_on", models.DateField(verbose_name="discussed on")),
                (
                    "discussion",
                    models.TextField(max_length=4000, verbose_name="what the team said"),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("review_on", models.DateField(verbose_name="to be reviewed by")),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawal_reason", models.TextField(blank=True, max_length=2000)),
                ("recorded_at", models.DateTimeField()),
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
                (
                    "sponsor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="engagements",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("review_on__gt", models.F("starts_on"))),
                        name="engagement_is_reviewed_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__gte", models.F("discussed_on"))),
                        name="engagement_follows_its_discussion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True),
                            models.Q(("withdrawal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="engagement_withdrawn_with_reason",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="missionversion",
            constraint=models.UniqueConstraint(
                fields=("organisation", "mission", "number"), name="version_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="missionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("voice", "person"),
                        models.Q(("said_by", ""), _negated=True),
                        ("read_back", True),
                    ),
                    models.Q(models.Q(("voice", "person"), _negated=True), ("said_by", "")),
                    _connector="OR",
                ),
                name="version_said_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("organisation", "team", "peer_member", "colleague"),
                name="pairing_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(("peer_member", models.F("colleague")), _negated=True),
                name="pairing_is_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="pairing_ends_after_it_starts",
            ),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["organisation", "team"], name="placement_by_team"),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["host", "starts_on"], name="placement_by_host"),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("share__gt", 0), ("share__lte", 1)),
                name="placement_share_is_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="placement_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_reason", ""), ("ends_on__isnull", False), _connector="OR"),
                name="placement_ends_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="mission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("organisation", "placement"),
                name="one_mission_per_placement",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("organisation", "version", "side"),
                name="one_signature_per_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("organisation", "version", "member"),
                name="one_side_per_member",
            ),
        ),
    ]
