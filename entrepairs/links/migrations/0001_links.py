"""Links between people and peers, their reviews, requests and handovers."""

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
            name="Link",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "asked",
                    models.CharField(
                        choices=[
                            ("person", "The person asked for it"),
                            ("accepted", "It was proposed, and the person said yes"),
                        ],
                        max_length=10,
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
                ("said_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                ("opened_on", models.DateField()),
                (
                    "preference",
                    models.CharField(choices=[("yes", "said"), ("no", "none said")], max_length=4),
                ),
                ("last_seen_on", models.DateField()),
                ("asleep_on", models.DateField(blank=True, null=True, verbose_name="")),
                ("review_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "close_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("choice", "The person chose"),
                            ("reached", "What the person wanted is there"),
                            ("other_support", "Somebody else is at their side now"),
                            ("moved", "The person lives elsewhere"),
                            ("peer_left", "The peer left the team"),
                            ("unknown", "Not known"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "peer_part_sealed",
                    entrepairs.people.sealing.SealedField(blank=True, default=bytes),
                ),
                (
                    "colleague_part_sealed",
                    entrepairs.people.sealing.SealedField(blank=True, default=bytes),
                ),
                ("colleague_known_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "colleague",
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
                    "opened_by",
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
                    "peer_member",
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
            name="Handover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_met_yet", "They have not met yet"),
                        ],
                        max_length=12,
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
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handovers",
                        to="links.link",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="LinkReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("due_on", models.DateField()),
                ("reviewed_on", models.DateField()),
                ("next_on", models.DateField(verbose_name="next review")),
                (
                    "person_words_sealed",
                    entrepairs.people.sealing.SealedField(blank=True, default=bytes),
                ),
                (
                    "peer_words_sealed",
                    entrepairs.people.sealing.SealedField(blank=True, default=bytes),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="links.link",
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
            name="LinkWake",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("woke_on", models.DateField()),
                ("quiet_since", models.DateField()),
                ("slept_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wakes",
                        to="links.link",
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
            name="PeerAsk",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("poster", "After seeing the poster"),
                            ("card", "With the card"),
                            ("word", "By a word to somebody of the team"),
                            ("other", "Another way"),
                        ],
                        max_length=8,
                    ),
                ),
                ("asked_on", models.DateField()),
                ("hint_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                ("area", models.CharField(blank=True, max_length=60)),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="")),
                ("unmet_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "unmet_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_peer", "No peer was free"),
                            ("not_found", "The person was not found again"),
                            ("changed_mind", "The person no longer wished it"),
                            ("elsewhere", "The person found somebody elsewhere"),
                            ("unknown", "Not known"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
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
                        blank=True,
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
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "asked",
                    models.CharField(
                        choices=[
                            ("person", "The person asked for it"),
                            ("accepted", "It was proposed, and the person said yes"),
                        ],
                        max_length=10,
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
                ("said_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                ("proposed_on", models.DateField()),
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
                        blank=True,
                        db_index=False,
                        null=True,
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
            name="ChangeAsk",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_on", models.DateField()),
                ("honoured_on", models.DateField(blank=True, null=True, verbose_name="")),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("twin__isnull", True)),
                            models.Q(("person__isnull", True), ("twin__isnull", False)),
                            _connector="OR",
                        ),
                        name="change_is_somebodys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("honoured_on__isnull", True),
                            ("honoured_on__gte", models.F("asked_on")),
                            _connector="OR",
                        ),
                        name="change_honoured_after_asked",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["organisation", "person"], name="link_by_person"),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", True)),
                fields=["organisation", "team", "last_seen_on"],
                name="link_open_by_sight",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="link_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on__isnull", True)),
                fields=("organisation", "person", "peer_member"),
                name="one_open_link_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("close_reason", ""), ("closed_on__isnull", True)),
                    models.Q(
                        ("closed_on__isnull", False), models.Q(("close_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="link_ends_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", False), ("peer_member__isnull", False), _connector="OR"
                ),
                name="link_open_has_a_peer",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("close_reason", "choice"), _negated=True),
                    models.Q(
                        ("colleague__isnull", True),
                        ("colleague_part_sealed", b""),
                        ("opened_by__isnull", True),
                        ("peer_member__isnull", True),
                        ("peer_part_sealed", b""),
                    ),
                    _connector="OR",
                ),
                name="link_chosen_end_names_no_peer",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True),
                    ("closed_on__gte", models.F("opened_on")),
                    _connector="OR",
                ),
                name="link_ends_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="handover_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer", "not_met_yet"), ("to_member__isnull", True), _connector="OR"
                ),
                name="handover_answered_names_no_peer",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "not_met_yet")),
                fields=("organisation", "link"),
                name="one_waiting_handover",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="review_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_on__gt", models.F("reviewed_on"))),
                name="review_then_next",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkwake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="wake_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkwake",
            constraint=models.CheckConstraint(
                condition=models.Q(("woke_on__gt", models.F("quiet_since"))),
                name="wake_after_silence",
            ),
        ),
        migrations.AddIndex(
            model_name="peerask",
            index=models.Index(fields=["organisation", "team"], name="peer_ask_by_team"),
        ),
        migrations.AddConstraint(
            model_name="peerask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person__isnull", True), ("twin__isnull", True), _connector="OR"
                ),
                name="peer_ask_is_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="peerask",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", True), ("area", ""), _connector="OR"),
                name="peer_ask_says_nothing_clear_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="peerask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("met_on__isnull", True), ("unmet_on__isnull", True), _connector="OR"
                ),
                name="peer_ask_has_one_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="peerask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("unmet_on__isnull", True), ("unmet_reason", "")),
                    models.Q(
                        ("unmet_on__isnull", False), models.Q(("unmet_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="peer_ask_unmet_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("organisation", "person", "team"), name="one_proposal_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", False)), name="proposal_is_somebodys"
            ),
        ),
    ]
