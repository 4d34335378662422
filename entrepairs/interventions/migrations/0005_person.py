"""A meeting may belong to the page of a person."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from entrepairs.base.rls import APP_ROLE

_CHECK = (
    "(person_id IS NULL OR EXISTS (SELECT FROM people_person seen"
    " WHERE seen.id = person_id AND seen.organisation_id = app_organisation()))"
)
OURS = [
    f"CREATE POLICY person_{verb} ON interventions_encounter AS RESTRICTIVE"
    f" FOR {verb.upper()} TO {APP_ROLE} WITH CHECK {_CHECK}"
    for verb in ("insert", "update")
]
UNDO = [f"DROP POLICY person_{verb} ON interventions_encounter" for verb in ("insert", "update")]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_act_erase"),
        ("interventions", "0004_written_by_those_there"),
        ("people", "0002_walls"),
    ]

    operations = [
        migrations.AddField(
            model_name="encounter",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddIndex(
            model_name="encounter",
            index=models.Index(
                condition=models.Q(("person__isnull", False)),
                fields=["organisation", "person", "day"],
                name="encounter_by_person",
            ),
        ),
        # A meeting belongs to a page of the same organisation, or to none.
        migrations.RunSQL(OURS, UNDO),
    ]
