"""People met, their keys, what they chose."""

from __future__ import annotations

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import entrepairs.people.sealing


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0005_act_erase"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrganisationKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("root", models.CharField(max_length=20)),
                ("wrapped", models.BinaryField()),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
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
            name="Person",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("alias", models.CharField(max_length=40, verbose_name="alias")),
                ("alias_key", models.CharField(editable=False, max_length=60)),
                (
                    "identity",
                    models.CharField(
                        choices=[
                            ("anonymous", "No name: a drawn word"),
                            ("pseudonym", "A name they chose"),
                            ("declared", "A name they told us"),
                            ("verified", "A name seen on a paper, at their wish"),
                        ],
                        default="pseudonym",
                        max_length=12,
                        verbose_name="what they say of who they are",
                    ),
                ),
                (
                    "told_name_sealed",
                    entrepairs.people.sealing.SealedField(blank=True, default=bytes),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, max_length=16, verbose_name="language they speak best"
                    ),
                ),
                (
                    "distance",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("no_place", "nowhere to sleep"),
                                ("no_rights", "no rights open"),
                                ("no_link", "no link to any service"),
                                ("no_carer", "nobody who cares for their health"),
                                ("refuses", "does not want services"),
                                ("unknown", "does not know, or did not say"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        null=True,
                        size=None,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("ordinary", "adult, as far as one knows"),
                            ("under_18", "under 18: child protection"),
                        ],
                        default="ordinary",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("opened_on", models.DateField(editable=False)),
                ("last_contact_on", models.DateField(editable=False)),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
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
                "verbose_name": "person",
                "ordering": ["alias_key", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                ("since", models.DateField()),
                ("lifted_on", models.DateField(blank=True, null=True)),
                (
                    "held_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "lifted_by",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("wrapped", models.BinaryField()),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "wrapper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisationkey",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PersonTeam",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teams",
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PersonTie",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("tied_on", models.DateField()),
                ("untied_on", models.DateField(blank=True, null=True)),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
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
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "tied_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Twin",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("opened_month", models.DateField()),
                ("ended_month", models.DateField()),
                (
                    "distance",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), blank=True, null=True, size=None
                    ),
                ),
                ("wanted_health", models.CharField(blank=True, max_length=4)),
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="StoppedAct",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "gate",
                    models.CharField(
                        choices=[
                            ("health_step", "a health step"),
                            ("transmission", "passing something on"),
                            ("follow_up", "coming back to the person"),
                            ("share", "a page shown to somebody else"),
                        ],
                        max_length=16,
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
            },
        ),
        migrations.CreateModel(
            name="Rescue",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "gate",
                    models.CharField(
                        choices=[
                            ("health_step", "a health step"),
                            ("transmission", "passing something on"),
                            ("follow_up", "coming back to the person"),
                            ("share", "a page shown to somebody else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                ("decided_at", models.DateTimeField()),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="")),
                ("finding", models.CharField(blank=True, max_length=8)),
                ("review_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                (
                    "decided_by",
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
                    "reviewed_by",
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
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
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
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[("exchange", "to one named recipient"), ("share", "to a team")],
                        max_length=8,
                    ),
                ),
                (
                    "to_named_sealed",
                    entrepairs.people.sealing.SealedField(blank=True, default=bytes),
                ),
                (
                    "classes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("logistics", "next place and hour"),
                                ("chosen", "what the person chose to say"),
                                ("safety", "a danger"),
                                ("social", "steps about rights, housing, work, money, ties"),
                                ("health", "steps about health"),
                                ("identity", "the name told"),
                                ("peer_file", "the peer’s own file"),
                                ("peer_notes", "the peer’s private notes"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("spoken", "out loud"),
                            ("written", "in writing"),
                            ("picture", "with pictures"),
                        ],
                        max_length=8,
                    ),
                ),
                ("given_on", models.DateField()),
                ("until", models.DateField(verbose_name="until, that day included")),
                ("revoked_on", models.DateField(blank=True, null=True, verbose_name="")),
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
                    "revoked_by",
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
                    "to_member",
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
            },
        ),
        migrations.CreateModel(
            name="Wish",
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
                            ("want", "What I want"),
                            ("not_want", "What I do not want"),
                            ("preference", "About the peer"),
                            ("goal", "A goal of mine"),
                        ],
                        max_length=12,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=20)),
                ("text_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                ("said_on", models.DateField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("spoken", "out loud"),
                            ("written", "in writing"),
                            ("picture", "with pictures"),
                        ],
                        default="spoken",
                        max_length=8,
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="")),
                ("ended_how", models.CharField(blank=True, max_length=8)),
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
                    "said_to",
                    models.ForeignKey(
                        db_index=False,
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
            },
        ),
        migrations.CreateModel(
            name="GoalSaid",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("not_begun", "not begun"),
                            ("on_the_way", "on the way"),
                            ("there", "I am there"),
                            ("let_go", "I let it go"),
                        ],
                        max_length=12,
                    ),
                ),
                ("said_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "said_to",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
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
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sayings",
                        to="people.wish",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="organisationkey",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("organisation",),
                name="one_living_organisation_key",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["organisation", "alias_key"], name="person_by_alias"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["organisation", "last_contact_on"], name="person_by_contact"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("alias", ""), _negated=True), name="person_has_alias"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("distance__isnull", True),
                    (
                        "distance__contained_by",
                        ["no_place", "no_rights", "no_link", "no_carer", "refuses", "unknown"],
                    ),
                    _connector="OR",
                ),
                name="person_distance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_on__isnull", True)),
                fields=("organisation", "person"),
                name="one_living_hold",
            ),
        ),
        migrations.AddConstraint(
            model_name="personteam",
            constraint=models.UniqueConstraint(
                fields=("organisation", "team", "person"), name="person_once_per_team"
            ),
        ),
        migrations.AddConstraint(
            model_name="persontie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("untied_on__isnull", True)),
                fields=("organisation", "one", "other"),
                name="tied_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="persontie",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="tied_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="stoppedact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="stopped_act_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="rescue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="rescue_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="agreement_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "classes__contained_by",
                        ["logistics", "chosen", "safety", "social", "health", "identity"],
                    ),
                    ("classes__len__gt", 0),
                ),
                name="agreement_classes_shareable",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reach", "share"), ("to_member__isnull", True), ("to_team__isnull", False)
                    ),
                    models.Q(("reach", "exchange"), ("to_team__isnull", True)),
                    _connector="OR",
                ),
                name="agreement_reaches_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("given_on"))),
                name="agreement_ends_after_start",
            ),
        ),
        migrations.AddIndex(
            model_name="wish",
            index=models.Index(fields=["organisation", "person"], name="wish_by_person"),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="wish_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="goalsaid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="goal_saying_is_somebodys",
            ),
        ),
    ]
