"""The addresses of this room. `language_urls` stand outside its namespace: every page names `language`.
`code` is the key of a person or a group without what it is."""

from django.urls import path

from fingerpost.people.views import absence, accounts, groups, people

app_name = "people"
urlpatterns = [
    path("people", people.people, name="people"),
    path("people/new", people.new_person, name="new_person"),
    path("people/<str:code>", people.person, name="person"),
    path("people/<str:code>/details", people.details, name="details"),
    path("people/<str:code>/roles/new", people.new_role, name="new_role"),
    path("people/<str:code>/roles/<int:number>/end", people.role_end, name="role_end"),
    path("people/<str:code>/invitation", people.invitation, name="invitation"),
    path(
        "people/<str:code>/invitation/<int:number>/withdrawal",
        people.invitation_withdrawal,
        name="invitation_withdrawal",
    ),
    path("people/<str:code>/cover", absence.new_cover, name="new_cover"),
    path("people/<str:code>/leaving", absence.leaving, name="leaving"),
    path("people/<str:code>/return", absence.coming_back, name="coming_back"),
    path("people/<str:code>/cover/<int:number>/end", absence.cover_end, name="cover_end"),
    path("groups", groups.groups, name="groups"),
    path("groups/new", groups.new_group, name="new_group"),
    path("groups/<str:code>", groups.group, name="group"),
    path("groups/<str:code>/details", groups.group_details, name="group_details"),
    path("groups/<str:code>/place", groups.group_place, name="group_place"),
    path("employers", groups.employers, name="employers"),
    path("employers/new", groups.new_employer, name="new_employer"),
    path("my-account", accounts.account, name="account"),
    path("invitation/<str:token>", accounts.acceptance, name="acceptance"),
    path("demo/sign-in", accounts.demo_sign_in, name="demo_sign_in"),
]
language_urls = [path("language", accounts.language, name="language")]
