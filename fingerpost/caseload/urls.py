"""The addresses of the desk. Verbs are nouns; `code` is the key of an enrolment without what it is."""

from django.urls import path

from fingerpost.caseload import views, views_list, views_record, views_register

app_name = "caseload"
urlpatterns = [
    path("search", views_list.search, name="search"),
    path("register", views_register.register, name="register"),
    path("register.csv", views_register.register_export, name="register_export"),
    path("learners", views_list.learners, name="learners"),
    path("learners.csv", views_list.export, name="export"),
    path("learners/numbers", views_list.numbers, name="numbers"),
    path("learners/new", views_record.enrol, name="enrol"),
    path("learners/sessions/new", views_record.group_session, name="group_session"),
    path("learners/<slug:code>", views.learner, name="learner"),
    path("learners/<slug:code>/log", views.log, name="log"),
    path("learners/<slug:code>/ratings", views.ratings, name="ratings"),
    path("learners/<slug:code>/progress", views.progress, name="progress"),
    path("learners/<slug:code>/contacts/new", views_record.log_contact, name="log_contact"),
    path("learners/<slug:code>/sessions/new", views_record.record_session, name="record_session"),
    path("learners/<slug:code>/progress/new", views_record.record_progress, name="record_progress"),
    path("learners/<slug:code>/ratings/new", views_record.rate, name="rate"),
    path("learners/<slug:code>/indicators/new", views_record.note_indicator, name="note_indicator"),
    path("learners/<slug:code>/indicators/<int:number>/end", views_record.end_indicator, name="end_indicator"),
    path("learners/<slug:code>/breaks/new", views_record.begin_break, name="begin_break"),
    path("learners/<slug:code>/breaks/end", views_record.end_break, name="end_break"),
    path("learners/<slug:code>/employer", views_record.change_employer, name="change_employer"),
    path("learners/<slug:code>/coach", views_record.change_coach, name="change_coach"),
    path("learners/<slug:code>/withdrawal", views_record.withdrawal, name="withdrawal"),
    path("learners/<slug:code>/completion", views_record.completion, name="completion"),
    path("learners/<slug:code>/facts/<slug:kind>/new", views_record.record, name="record"),
    path("learners/<slug:code>/entries/<int:number>/correct", views_record.correct, name="correct"),
    path("learners/<slug:code>/entries/<int:number>/take-back", views_record.take_back, name="take_back"),
]
