"""What people, employers and programmes are called as a search compares it, filled for those that are there."""

from itertools import islice
from typing import Any

from django.db import migrations

import fingerpost.people.models.sought

TABLES = {"Person": ("name", "known_as"), "Employer": ("name",), "Placement": ("programme",)}
BATCH = 500


def fill(apps: Any, _editor: Any) -> None:
    """Works out the column of every row."""
    for name in TABLES:
        model = apps.get_model("people", name)
        field = model._meta.get_field("sought")
        rows = model.objects.iterator(BATCH)
        while batch := list(islice(rows, BATCH)):
            for row in batch:
                field.pre_save(row, False)
            model.objects.bulk_update(batch, ["sought"])


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        *(
            migrations.AddField(name, "sought", fingerpost.people.models.sought.SoughtField(*columns))
            for name, columns in TABLES.items()
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
