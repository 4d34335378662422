"""Steps and their changes, meetings of three, orientations."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models

import entrepairs.people.sealing


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0005_act_erase"),
        ("directory", "0002_walls"),
        ("people", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("rights", "Rights"),
                            ("health", "Health"),
                            ("housing", "Housing and daily needs"),
                            ("papers", "Papers and citizenship"),
                            ("work", "Work and activity"),
                            ("ties", "Ties"),
                            ("money", "Money"),
                        ],
                        max_length=8,
                        verbose_name="about what",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("domiciliation", "an address for mail"),
                            ("health_cover", "health cover"),
                            ("lawyer", "a lawyer, a legal point"),
                            ("cmp", "a CMP"),
                            ("gp", "a general practitioner"),
                            ("dentist", "a dentist"),
                            ("pass", "a PASS, care without cover"),
                            ("shower", "a shower, laundry"),
                            ("locker", "a locker for one’s things"),
                            ("siao", "a request to the SIAO, the 115"),
                            ("shelter", "a place in a shelter"),
                            ("own_home", "a home of one’s own"),
                            ("identity_papers", "identity papers"),
                            ("vote", "the electoral roll"),
                            ("complaint", "a complaint, help for victims"),
                            ("council", "a council of people accompanied (CVS…)"),
                            ("association", "an association"),
                            ("training", "a training course"),
                            ("job", "a job"),
                            ("activity", "something to do"),
                            ("kin", "one’s family"),
                            ("friends", "friends, a group"),
                            ("bank", "a bank account"),
                            ("benefits", "an income one is entitled to"),
                            ("debts", "debts"),
                            ("other", "something else"),
                        ],
                        max_length=16,
                        verbose_name="which step",
                    ),
                ),
                ("label_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("accompanied", "Under way, together"),
                            ("first_contact", "First appointment kept"),
                            ("contact_again", "Seen again"),
                            ("done", "Done"),
                            ("refused", "Does not want it for now"),
                            ("lost", "Lost on the way"),
                            ("stopped", "Stopped"),
                            ("closed_door", "Closed door"),
                        ],
                        default="asked",
                        max_length=16,
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="asked for on")),
                ("state_on", models.DateField(verbose_name="since")),
                (
                    "chosen_by",
                    models.CharField(
                        choices=[
                            ("person", "the person asked for it"),
                            ("together", "decided together"),
                            ("team", "the team proposed it"),
                        ],
                        max_length=8,
                        verbose_name="who chose",
                    ),
                ),
                (
                    "door_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("papers", "papers asked for"),
                            ("waiting_list", "waiting list, no room"),
                            ("sector", "not the right sector"),
                            ("language", "language"),
                            ("animal", "animal"),
                            ("no_phone", "no telephone"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                        verbose_name="why the door was closed",
                    ),
                ),
                (
                    "department",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="department where the door is"
                    ),
                ),
                (
                    "door_act",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("asked_again", "we asked again, with the person"),
                            ("went_along", "somebody went along"),
                            ("other_door", "another door was found"),
                            ("told", "it was reported to those who decide"),
                        ],
                        max_length=12,
                    ),
                ),
                ("door_act_on", models.DateField(blank=True, null=True, verbose_name="")),
                ("next_at", models.DateTimeField(blank=True, null=True, verbose_name="next hour")),
                (
                    "next_place_sealed",
                    entrepairs.people.sealing.SealedField(blank=True, default=bytes),
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
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "rescue",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.rescue",
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
                (
                    "wish",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.wish",
                    ),
                ),
                (
                    "with_member",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
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
            name="StepChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("accompanied", "Under way, together"),
                            ("first_contact", "First appointment kept"),
                            ("contact_again", "Seen again"),
                            ("done", "Done"),
                            ("refused", "Does not want it for now"),
                            ("lost", "Lost on the way"),
                            ("stopped", "Stopped"),
                            ("closed_door", "Closed door"),
                        ],
                        max_length=16,
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "door_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("papers", "papers asked for"),
                            ("waiting_list", "waiting list, no room"),
                            ("sector", "not the right sector"),
                            ("language", "language"),
                            ("animal", "animal"),
                            ("no_phone", "no telephone"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                ("undone_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "by",
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
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="steps.step",
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
            name="ThreeWay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("rights", "Rights"),
                            ("health", "Health"),
                            ("housing", "Housing and daily needs"),
                            ("papers", "Papers and citizenship"),
                            ("work", "Work and activity"),
                            ("ties", "Ties"),
                            ("money", "Money"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "service_sealed",
                    entrepairs.people.sealing.SealedField(blank=True, default=bytes),
                ),
                ("on", models.DateField()),
                (
                    "wished_how",
                    models.CharField(
                        choices=[
                            ("spoken", "out loud"),
                            ("written", "in writing"),
                            ("picture", "with pictures"),
                        ],
                        max_length=8,
                    ),
                ),
                ("wished_on", models.DateField()),
                (
                    "outcome_sealed",
                    entrepairs.people.sealing.SealedField(blank=True, default=bytes),
                ),
                (
                    "person_feeling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("good", "good"),
                            ("so_so", "so-so"),
                            ("hard", "hard"),
                            ("not_said", "I would rather not say"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "professional_feeling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("good", "good"),
                            ("so_so", "so-so"),
                            ("hard", "hard"),
                            ("not_said", "I would rather not say"),
                        ],
                        max_length=8,
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
                    "peer_member",
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
                    "recorded_by",
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
            name="Orientation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("rights", "Rights"),
                            ("health", "Health"),
                            ("housing", "Housing and daily needs"),
                            ("papers", "Papers and citizenship"),
                            ("work", "Work and activity"),
                            ("ties", "Ties"),
                            ("money", "Money"),
                        ],
                        max_length=8,
                        verbose_name="about what",
                    ),
                ),
                ("words_sealed", entrepairs.people.sealing.SealedField(blank=True, default=bytes)),
                ("proposed_on", models.DateField()),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wants", "wants to go"),
                            ("not_now", "not now"),
                            ("no", "does not want to"),
                        ],
                        max_length=8,
                    ),
                ),
                ("choice_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "going_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="day and hour"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "arrived"),
                            ("not_reached", "did not get there"),
                            ("closed_door", "closed door"),
                            ("unknown", "nobody knows"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True, verbose_name="")),
                (
                    "door_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("papers", "papers asked for"),
                            ("waiting_list", "waiting list, no room"),
                            ("sector", "not the right sector"),
                            ("language", "language"),
                            ("animal", "animal"),
                            ("no_phone", "no telephone"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "department",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="department where the door is"
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
                    "proposed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.service",
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
                (
                    "with_member",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["organisation", "person"], name="orientation_by_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("twin__isnull", True)),
                            models.Q(("person__isnull", True), ("twin__isnull", False)),
                            _connector="OR",
                        ),
                        name="orientation_is_somebodys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("service__isnull", False),
                            models.Q(("words_sealed", b""), _negated=True),
                            ("person__isnull", True),
                            _connector="OR",
                        ),
                        name="orientation_leads_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("choice", ""), ("choice_on__isnull", True)),
                            models.Q(
                                models.Q(("choice", ""), _negated=True),
                                ("choice_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="orientation_choice_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("outcome_on__isnull", True)),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("choice", "wants"),
                                ("outcome_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="orientation_outcome_was_chosen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "closed_door"),
                                models.Q(("door_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("outcome", "closed_door"), _negated=True),
                                ("door_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="orientation_door_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("department", ""),
                            (
                                "department__regex",
                                "^(0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-8]|98[678])$",
                            ),
                            _connector="OR",
                        ),
                        name="orientation_department_exists",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["organisation", "person"], name="step_by_person"),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)),
                fields=["organisation", "with_member", "next_at"],
                name="step_by_appointment",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="step_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("family", "rights"),
                        ("kind__in", ["domiciliation", "health_cover", "lawyer", "other"]),
                        (
                            "state__in",
                            ["asked", "accompanied", "done", "refused", "lost", "closed_door"],
                        ),
                    ),
                    models.Q(
                        ("family", "health"),
                        ("kind__in", ["gp", "dentist", "pass", "cmp", "other"]),
                        (
                            "state__in",
                            [
                                "asked",
                                "first_contact",
                                "contact_again",
                                "stopped",
                                "refused",
                                "lost",
                                "closed_door",
                            ],
                        ),
                    ),
                    models.Q(
                        ("family", "housing"),
                        ("kind__in", ["shower", "locker", "siao", "shelter", "own_home", "other"]),
                        (
                            "state__in",
                            ["asked", "accompanied", "done", "refused", "lost", "closed_door"],
                        ),
                    ),
                    models.Q(
                        ("family", "papers"),
                        (
                            "kind__in",
                            [
                                "identity_papers",
                                "vote",
                                "complaint",
                                "council",
                                "association",
                                "other",
                            ],
                        ),
                        (
                            "state__in",
                            ["asked", "accompanied", "done", "refused", "lost", "closed_door"],
                        ),
                    ),
                    models.Q(
                        ("family", "work"),
                        ("kind__in", ["training", "job", "activity", "other"]),
                        (
                            "state__in",
                            ["asked", "accompanied", "done", "refused", "lost", "closed_door"],
                        ),
                    ),
                    models.Q(
                        ("family", "ties"),
                        ("kind__in", ["kin", "friends", "other"]),
                        (
                            "state__in",
                            ["asked", "accompanied", "done", "refused", "lost", "closed_door"],
                        ),
                    ),
                    models.Q(
                        ("family", "money"),
                        ("kind__in", ["bank", "benefits", "debts", "other"]),
                        (
                            "state__in",
                            ["asked", "accompanied", "done", "refused", "lost", "closed_door"],
                        ),
                    ),
                    _connector="OR",
                ),
                name="step_is_of_its_family",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("family", "health"), _negated=True),
                    ("wish__isnull", False),
                    ("rescue__isnull", False),
                    ("person__isnull", True),
                    _connector="OR",
                ),
                name="health_step_was_wished",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("family", "health"), _negated=True),
                    ("label_sealed", b""),
                    _connector="OR",
                ),
                name="health_step_has_no_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "closed_door"), models.Q(("door_reason", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state", "closed_door"), _negated=True), ("door_reason", "")
                    ),
                    _connector="OR",
                ),
                name="closed_door_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("door_act", ""), ("door_act_on__isnull", True)),
                    models.Q(
                        models.Q(("door_act", ""), _negated=True), ("door_act_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="step_door_act_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("state_on__gte", models.F("asked_on"))),
                name="step_moves_after_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("department", ""),
                    ("department__regex", "^(0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-8]|98[678])$"),
                    _connector="OR",
                ),
                name="step_department_exists",
            ),
        ),
        migrations.AddConstraint(
            model_name="stepchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="step_change_is_somebodys",
            ),
        ),
        migrations.AddIndex(
            model_name="threeway",
            index=models.Index(fields=["organisation", "person"], name="three_way_by_person"),
        ),
        migrations.AddConstraint(
            model_name="threeway",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("twin__isnull", True)),
                    models.Q(("person__isnull", True), ("twin__isnull", False)),
                    _connector="OR",
                ),
                name="three_way_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="threeway",
            constraint=models.CheckConstraint(
                condition=models.Q(("wished_how", ""), _negated=True), name="three_way_was_wished"
            ),
        ),
    ]
