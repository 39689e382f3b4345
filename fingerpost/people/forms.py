"""What people type on the pages of this room."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fingerpost.kit.fields import DayField
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Employer, Group, Nation, Person, User, named_exactly
from fingerpost.people.role_table import role_choices


def done(form: forms.Form, action: Callable[..., Any], **kwargs: Any) -> bool:
    """Does an action with what a valid form holds and what is given. Where the action refuses, its words stand beside
    the field or on top."""
    if not form.is_valid():
        return False
    try:
        action(**form.cleaned_data, **kwargs)
    except RefusedError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True


def _asking(text: Any) -> dict[str, Any]:
    """What a field says that was left empty."""
    return {"required": text}


class GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself takes no type here
    """A group out of the tree, shown with those above it set in."""

    def label_from_instance(self, obj: Any) -> str:
        """The group's name behind a dash for each group above it."""
        return f"{'– ' * obj.depth}{obj}"


def group_field(label: Any, empty: Any, **others: Any) -> GroupField:
    """A field for a group that may be left at `empty`."""
    return GroupField(Group.objects.order_by("path"), required=False, label=label, empty_label=empty, **others)


class PeopleFilter(forms.Form):
    """Narrows the list of people."""

    says_no_optional = True
    q = forms.CharField(required=False, label=_("Name or email"))
    role = forms.ChoiceField(required=False, label=_("Role"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("Any role")), *role_choices()]  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """What is known of a person."""

    name = forms.CharField(max_length=200, label=_("Name"), error_messages=_asking(_("Enter the person’s name.")))
    known_as = forms.CharField(
        max_length=100,
        required=False,
        label=_("Known as"),
        help_text=_("What one calls them, if not by the first name."),
    )
    email = forms.EmailField(required=False, label=_("Email"))
    phone = forms.CharField(max_length=40, required=False, label=_("Telephone"))
    language = forms.ChoiceField(
        choices=Person.Language,
        label=_("Language"),
        widget=forms.RadioSelect,
        error_messages=_asking(_("Choose a language.")),
        initial="en",
    )
    contact_by = forms.ChoiceField(
        choices=Person.ContactBy, label=_("Would like to be reached by"), widget=forms.RadioSelect, initial="email"
    )


class NewPersonForm(PersonForm):
    """Somebody who is not in the list yet."""

    def clean(self) -> dict[str, Any]:
        """Refuses who is there already, as by a second press; two people may share a name, or an address."""
        typed = super().clean() or self.cleaned_data
        name, email = typed.get("name"), typed.get("email")
        if name and email and Person.objects.filter(named_exactly(name), email__iexact=email).exists():
            self.add_error("email", _("Somebody of this name with this email address is in the list already."))
        return typed


class AccountForm(forms.Form):
    """What people say about themselves."""

    known_as = forms.CharField(max_length=100, required=False, label=_("What should we call you?"))
    phone = forms.CharField(
        max_length=40, required=False, label=_("Telephone"), widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    language = forms.ChoiceField(
        choices=Person.Language,
        label=_("Language"),
        widget=forms.RadioSelect,
        error_messages=_asking(_("Choose a language.")),
    )
    contact_by = forms.ChoiceField(
        choices=Person.ContactBy, label=_("How would you like to be reached?"), widget=forms.RadioSelect
    )


class RoleForm(forms.Form):
    """A role to be given."""

    role = forms.ChoiceField(label=_("Role"), error_messages=_asking(_("Choose a role.")))
    group = group_field(_("For the group"), _("The whole provider"))
    employer = forms.ModelChoiceField(
        Employer.objects.order_by("name", "place"),
        required=False,
        label=_("For the employer"),
        empty_label=_("No employer"),
        help_text=_("Only for an employer’s contact."),
    )
    on = DayField(label=_("From"))
    reason = forms.CharField(max_length=300, required=False, label=_("Reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("Choose a role")), *role_choices()]  # type: ignore[attr-defined]


class EndRoleForm(forms.Form):
    """A role that ends."""

    on = DayField(label=_("First day without this role"))
    reason = forms.CharField(max_length=300, required=False, label=_("Reason"))


class GroupForm(forms.Form):
    """What a group is called and what it is."""

    name_en = forms.CharField(
        max_length=120, label=_("Name in English"), error_messages=_asking(_("Enter the name in English."))
    )
    name_cy = forms.CharField(
        max_length=120, label=_("Name in Welsh"), error_messages=_asking(_("Enter the name in Welsh."))
    )
    sort = forms.ChoiceField(choices=Group.Sort, label=_("What it is"))
    nation = forms.ChoiceField(choices=[("", _("Both nations")), *Nation.choices], required=False, label=_("Nation"))


class NewGroupForm(GroupForm):
    """A new group and where it belongs."""

    parent = group_field(_("Under"), _("On top"))


class MoveGroupForm(forms.Form):
    """Where a group goes."""

    parent = group_field(_("Under"), _("On top"))

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Group.objects.exclude(path__startswith=group.path).order_by("path")  # type: ignore[attr-defined]


class EmployerForm(forms.Form):
    """A new employer."""

    name = forms.CharField(max_length=200, label=_("Name"), error_messages=_asking(_("Enter the employer’s name.")))
    place = forms.CharField(max_length=120, required=False, label=_("Place"))


class CoverForm(forms.Form):
    """Who covers, and when."""

    covering = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who covers?"),
        empty_label=_("Choose a person"),
        error_messages=_asking(_("Choose who covers.")),
    )
    from_on = DayField(label=_("First day away"))
    until_on = DayField(label=_("First day back"))

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["covering"].queryset = people  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """One day, with what it is the day of."""

    on = DayField(label=_("Day"))

    def __init__(self, data: Any, *, label: Any, on: date) -> None:
        super().__init__(data, initial={"on": on})
        self.fields["on"].label = label


class InviteForm(forms.Form):
    """Where an invitation goes."""

    email = forms.EmailField(
        label=_("Email"),
        help_text=_("They will sign in with this address."),
        error_messages=_asking(_("Enter their email address.")),
    )


class AcceptForm(forms.Form):
    """The password of a new account."""

    password = forms.CharField(
        label=_("Choose a password"),
        error_messages=_asking(_("Enter a password.")),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A few words in a row are hard to guess and easy to keep in mind."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_password(self) -> str:
        """The password, if it is hard enough to guess."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self._user)
        return password
