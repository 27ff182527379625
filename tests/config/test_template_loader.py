"""What is left of a template's source once it is loaded."""

import re

import pytest
from django.template import Context, Engine
from django.template.loader import get_template

from config.template_loader import cleaned
from tests.support.folders import ISLE, LAKE, stored_for_a_module

stored = stored_for_a_module(LAKE, ISLE)


@pytest.fixture
def lake(stored, db):
    """Two made-up negotiations, as they were loaded."""


def rendered(source, **values):
    return (
        Engine(libraries={"i18n": "django.templatetags.i18n"})
        .from_string(cleaned("{% load i18n %}" + source))
        .render(Context(values))
    )


def test_indentation_empty_lines_and_comments_leave_nothing():
    source = (
        "{# why #}\n<ul>\n  <li>\n\n    one  \n  </li>\n{% comment %}\n\n{% endcomment %}\n</ul>"
    )
    assert cleaned(source) == "<ul>\n<li>\none\n</li>\n</ul>\n"


def test_a_line_of_tags_that_print_nothing_leaves_no_line():
    source = """
    {% with a=1 %}
      {% for x in xs %}
        {% if x %}
          <p>{{ x }}</p>
        {% endif %}
      {% endfor %}
    {% endwith %}
    """
    assert rendered(source, xs=["a", "", "b"]) == "<p>a</p>\n<p>b</p>\n"


@pytest.mark.parametrize("tag", ["translate 'a' as b", "firstof x y as z", "load i18n"])
def test_a_tag_that_keeps_its_words_leaves_no_line(tag):
    assert rendered(f"<p>\n{{% {tag} %}}\n</p>") == "<p>\n</p>\n"


def test_a_tag_that_prints_keeps_its_line():
    assert rendered("<p>\n  {% translate 'known as is' %}\n</p>") == "<p>\nknown as is\n</p>\n"


def test_words_on_two_lines_stay_apart_and_words_on_one_stay_together():
    source = "one\n{% if x %}\n  two\n{% endif %}\nthree{% if x %}, four{% endif %}."
    assert rendered(source, x=True).split() == ["one", "two", "three,", "four."]
    assert rendered(source, x=False).split() == ["one", "three."]


def test_a_line_that_is_one_condition_leaves_no_line_where_it_is_not_met():
    source = "<div>\n  {% if x %}<p>{% if y %}both{% else %}one{% endif %}</p>{% endif %}\n</div>"
    assert rendered(source) == "<div>\n</div>\n"
    assert rendered(source, x=1) == "<div>\n<p>one</p>\n</div>\n"


def test_every_branch_of_such_a_line_ends_it():
    source = "{% if x %}a{% elif y %}b{% else %}c{% endif %}\nd"
    values = ({"x": 1}, {"y": 1}, {})
    assert [rendered(source, **one) for one in values] == ["a\nd\n", "b\nd\n", "c\nd\n"]


@pytest.mark.parametrize(
    "line", ["{% if x %}a{% endif %}b", "{% if x %}a{% endif %}{% if y %}b{% endif %}"]
)
def test_a_line_that_goes_on_after_a_condition_ends_as_it_is_written(line):
    assert cleaned(line) == f"{line}\n"


@pytest.mark.parametrize(
    "piece",
    [
        "<pre>\n  one\n\n    two </pre>",
        '<textarea name="x">\n  {{ x }}\n</textarea>',
        "<script>\n  go()\n</script>",
        "{% verbatim %}\n  {{ x }}\n\n{% endverbatim %}",
        "{% blocktranslate %}\n  one\n\n  two{% endblocktranslate %}",
    ],
)
def test_where_white_space_counts_it_stays(piece):
    assert cleaned(f"<div>\n    {piece}\n</div>") == f"<div>\n{piece}\n</div>\n"


def test_djangos_own_templates_are_left_as_they_are():
    assert "\n\n" in get_template("admin/base.html").template.source
    assert "\n\n" not in get_template("admin/base_site.html").template.source


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/method/",
        "/nowhere/",
        "/sources/",
        "/lake-2031/",
        "/lake-2031/compare/",
        "/lake-2031/compare/?q=nothing-like-this",
        "/lake-2031/corrections/",
        "/lake-2031/export/",
        "/lake-2031/print/",
        "/isle-2032/compare/",
    ],
)
def test_a_page_begins_with_its_doctype_and_has_no_empty_line(client, lake, address):
    page = client.get(address).content.decode()
    assert page.startswith("<!doctype html>\n<html")
    assert re.findall(r".*\n\s*\n.*", page) == []
