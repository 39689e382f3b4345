"""The tables of this room as they began."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import fingerpost.people.role_table

# fmt: off


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Employer",
            fields=[
                ("key", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("name", models.CharField(db_index=True, max_length=200)),
                ("place", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("key__startswith", "employer:")), name="employer_key"),
                    models.UniqueConstraint(fields=("name", "place"), name="employer_named_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                ("key", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("name_en", models.CharField(max_length=120)),
                ("name_cy", models.CharField(max_length=120)),
                ("sort", models.CharField(choices=[("provider", "Provider"), ("department", "Department"), ("sector",
                    "Sector"), ("team", "Team"), ("circle", "Circle")], max_length=12)),
                ("nation", models.CharField(blank=True, choices=[("england", "England"), ("wales", "Wales")],
                    max_length=8)),
                ("path", models.CharField(max_length=500, unique=True)),
                ("parent", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                    related_name="children", to="people.group")),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("key", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("name", models.CharField(db_index=True, max_length=200)),
                ("known_as", models.CharField(blank=True, max_length=100)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(choices=[("en", "English"), ("cy", "Cymraeg")], default="en",
                    max_length=2)),
                ("contact_by", models.CharField(choices=[("phone", "Telephone"), ("email", "Email"), ("text",
                    "Text message"), ("letter", "Letter")], default="email", max_length=10)),
                ("left_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("key__startswith", "person:")), name="person_key"),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="person_has_a_name"),
                    models.CheckConstraint(condition=models.Q(("language__in", ("en", "cy"))), name="person_language"),
                    models.CheckConstraint(condition=models.Q(("contact_by__in", ("phone", "email", "text",
                        "letter"))), name="person_contact_by"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="invitations",
                    to="people.person")),
            ],
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("covered", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="covered_by",
                    to="people.person")),
                ("covering", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="covers",
                    to="people.person")),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("is_active", models.BooleanField(default=True)),
                ("person", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="user",
                    to="people.person")),
            ],
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("subject", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("nation", models.CharField(choices=[("england", "England"), ("wales", "Wales")], max_length=8)),
                ("programme_type", models.CharField(max_length=20)),
                ("programme", models.CharField(blank=True, max_length=200)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("employer", models.ForeignKey(blank=True, db_index=False, null=True,
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.employer")),
                ("group", models.ForeignKey(blank=True, db_index=False, null=True,
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.group")),
                ("learner", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="placements",
                    to="people.person")),
            ],
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(default="coach", max_length=40)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("person", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT,
                    related_name="assignments", to="people.person")),
                ("subject", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="assignments",
                    to="people.placement")),
            ],
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(choices=fingerpost.people.role_table.role_choices, max_length=40)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("given_by", models.CharField(max_length=80)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("employer", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                    related_name="roles", to="people.employer")),
                ("group", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                    related_name="roles", to="people.group")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="roles",
                    to="people.person")),
            ],
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(condition=models.Q(("key__startswith", "group:")), name="group_key"),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("key")), _negated=True), name="group_not_in_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(("nation__in", ("", "england", "wales"))), name="group_nation"
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(("sort__in", ("provider", "department", "sector", "team", "circle"))),
                name="group_sort",
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce(models.F("parent"), models.Value("")),
                models.F("name_en"),
                name="group_named_once",
                violation_error_code="named_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("sent_at"))), name="invitation_expires_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"),
                name="invitation_accepted_or_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("person",),
                name="invitation_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="cover",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gt", models.F("from_on")), _connector="OR"),
                name="cover_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="cover",
            constraint=models.CheckConstraint(
                condition=models.Q(("covered", models.F("covering")), _negated=True), name="cover_by_somebody_else"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="user_email",
                violation_error_message="this address has an account",
            ),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["group", "subject"], name="people_placed_in_group"),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["employer", "subject"], name="people_placed_with"),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("nation__in", ("england", "wales"))), name="placement_nation"
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["person", "role", "until_on", "from_on", "subject"], name="people_caseload"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gt", models.F("from_on")), _connector="OR"),
                name="assignment_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_on__isnull", True)),
                fields=("subject", "role"),
                name="assignment_one_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="role",
            index=models.Index(fields=["role", "group", "from_on"], name="people_role_holders"),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gt", models.F("from_on")), _connector="OR"),
                name="role_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("employer__isnull", False), ("group__isnull", True), ("role", "employer_contact")),
                    models.Q(models.Q(("role", "employer_contact"), _negated=True), ("employer__isnull", True)),
                    _connector="OR",
                ),
                name="role_employer_of_a_contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(
                models.F("person"),
                models.F("role"),
                django.db.models.functions.comparison.Coalesce(models.F("group"), models.Value("")),
                django.db.models.functions.comparison.Coalesce(models.F("employer"), models.Value("")),
                condition=models.Q(("until_on__isnull", True)),
                name="role_held_once",
            ),
        ),
    ]
