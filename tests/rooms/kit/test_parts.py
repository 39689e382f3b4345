from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from tests.rooms.kit.gallery import Contact


def drawn(source: str, address: str = "/", **values: Any) -> str:
    text: str = engines["django"].from_string(source).render(values, RequestFactory().get(address))
    return " ".join(text.split())


def test_a_mark_has_a_shape_and_words() -> None:
    assert drawn('{% mark "bad" "3 days late" %}') == '<span class="mark bad">3 days late</span>'
    assert drawn('{% mark "" "Not yet" pill=True %}') == '<span class="mark pill">Not yet</span>'


def test_an_unknown_state_is_an_error() -> None:
    with pytest.raises(ValueError, match="“late” is no state of a mark"):
        drawn('{% mark "late" "3 days late" %}')


def test_text_in_a_part_is_escaped() -> None:
    assert "<b>" not in drawn('{% mark "bad" words %}', words="<b>")


def test_a_clause_points_where_it_can() -> None:
    assert drawn('{% clause "5.3.2" "/why" %}').startswith('<a class="clause" href="/why">')
    assert drawn('{% clause "5.3.2" %}').startswith('<span class="clause">')


def test_pages_keep_what_stands_in_the_address() -> None:
    page = Paginator(range(400), 20).get_page(7)
    text = drawn("{% pagination page %}", "/?rating=high&page=7", page=page)
    assert 'href="?rating=high&amp;page=8"' in text
    assert "121 to 140 of 400" in text
    assert text.count('aria-current="page"') == 1


def test_a_single_page_needs_no_links() -> None:
    assert drawn("{% pagination page %}", page=Paginator(range(3), 20).get_page(1)) == ""


def test_figures_stand_with_their_words() -> None:
    assert "<dt>learners</dt><dd>34</dd>" in drawn("{% nums pairs %}", pairs=[("learners", 34)])


def test_days_that_are_missing_are_nothing() -> None:
    filters = ("long_day", "short_day", "table_day", "day_and_month", "long_moment", "short_moment", "clock_time")
    assert [drawn("{{ day|" + name + " }}", day=None) for name in filters] == [""] * 7


def test_a_field_joins_label_hint_and_error_to_its_input() -> None:
    text = drawn("{% field form.said rows=5 data_x=1 %}", form=Contact({}))
    assert '<label for="id_said">What was said?</label>' in text
    assert 'aria-describedby="id_said_helptext id_said_error"' in text
    assert 'aria-invalid="true"' in text
    assert 'id="id_said_helptext"' in text
    assert 'id="id_said_error"' in text
    assert 'rows="5"' in text
    assert 'data-x="1"' in text


def test_choices_are_a_group_with_a_legend() -> None:
    text = drawn("{% field form.way %}", form=Contact({"way": "visit"}))
    assert "<legend>How did you make contact?" in text
    assert text.count('type="radio"') == 3
    assert text.count("checked") == 1
    assert "aria-invalid" not in text


def test_a_field_that_may_stay_empty_says_so() -> None:
    form = Contact()
    assert "(optional)" in drawn("{% field form.email %}", form=form)
    assert "(optional)" not in drawn("{% field form.said %}", form=form)
    assert "(optional)" not in drawn("{% field form.agreed %}", form=form)


def test_autocomplete_passes_through() -> None:
    assert 'autocomplete="email"' in drawn("{% field form.email %}", form=Contact())


def test_label_and_hint_can_be_given_by_the_page() -> None:
    text = drawn('{% field form.said label="Notes" help_text="" %}', form=Contact())
    assert ">Notes</label>" in text
    assert "In a sentence" not in text


def test_a_hidden_field_has_no_label() -> None:
    assert (
        drawn("{% field form.stage %}", form=Contact()) == '<input type="hidden" name="stage" value="1" id="id_stage">'
    )


def test_the_summary_leads_to_each_field() -> None:
    text = drawn("{% error_summary form %}", form=Contact({"on_day": "31", "on_month": "2", "on_year": "2026"}))
    assert 'role="alert"' in text
    assert "autofocus" in text
    assert '<a href="#id_way_0">“How did you make contact?” has no answer yet.</a>' in text
    assert '<a href="#id_on_day">February 2026 has 28 days: enter a day from 1 to 28.</a>' in text
    assert "5 things to put right" in text


def test_the_summary_is_nothing_where_nothing_is_wrong() -> None:
    assert drawn("{% error_summary form other %}", form=Contact(), other=None) == ""


def test_an_error_of_the_whole_form_stands_in_the_summary() -> None:
    form = Contact({})
    form.add_error(None, "These two do not go together.")
    assert "<li>These two do not go together.</li>" in drawn("{{ form }}", form=form)
