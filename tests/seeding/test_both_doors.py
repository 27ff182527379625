"""One set of rules: what the admin refuses, a file may not bring in, and the other way round.

Each case is walked through both doors. Two rules are warnings in files, for a reason that stands in
their modules: a page that is stored twice, and a published clause that leaves its questions open.
"""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from proposals.editing.obstacles import find_obstacles
from proposals.models import Clause, Negotiation, Question, Term, UnitOfMeasure, Version
from proposals.seeding import load
from proposals.seeding.dump import file_texts
from proposals.seeding.rounded_answers import rounded_answers
from sources.models import Article, Outlet
from tests.factories import EvidenceFactory
from tests.support.folders import SECOND_CLAUSE, append, change, problems, write

pytestmark = pytest.mark.django_db
DOCUMENT = "documents/plan.first.toml"
URL = 'url = "https://gazette.example/1"\n'

UNFIT = {
    "sign that turns the line": ("Ga\u202ezette", "RIGHT-TO-LEFT OVERRIDE"),
    "control character": ("Ga\x1bzette", "U+001B"),
    "no character": ("Ga\uffffzette", "U+FFFF"),
    "no character far out": ("Ga\U0001fffezette", "U+1FFFE"),
    "letter that was lost": ("Ga\ufffdzette", "A letter was lost at character 3"),
    "zero width alone": ("\u200b\u200d\ufeff", "Nothing that can be seen"),
    "filler alone": ("\u3164\u2060", "Nothing that can be seen"),
    "selector alone": ("\ufe0f\u034f", "Nothing that can be seen"),
    "bare carriage return": ("Ga\rzette", "U+000D"),
}
PLACES = {
    "name of an outlet": ("articles.toml", 'name = "Gazette"', "name", Outlet),
    "headline": ("articles.toml", URL, "headline", Article),
    "note on an article": ("articles.toml", URL, "note", Article),
    "heading": (DOCUMENT, 'heading = "Truce"', "heading", Clause),
    "text of a clause": (DOCUMENT, 'topics = ["truce"]\n[[clauses.terms', "text", Clause),
    "label of a version": (DOCUMENT, 'label = "first"', "label", Version),
    "question": ("questions.toml", 'text = "How long?"', "text", Question),
    "label of an entry": ("questions.toml", '"air" }', "vocabulary", Question),
}


@pytest.fixture
def small(tmp_path):
    return write(tmp_path / "small")


def escaped(text):
    return "".join(f"\\U{ord(sign):08X}" for sign in text)


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
@pytest.mark.parametrize(("text", "told"), UNFIT.values(), ids=list(UNFIT))
def test_a_name_or_text_that_nobody_can_see_is_refused_at_both_doors(small, place, text, told):
    file, old, field, model = place
    load([small])
    row = model.objects.last() if field == "vocabulary" else model.objects.first()
    value = text
    if field == "vocabulary":
        new = f'"{escaped(text)}" }}'
        value = [{"key": "air", "label": text}, {"key": "sea", "label": "sea"}]
    elif old.startswith(f"{field} = "):
        new = f'{field} = "{escaped(text)}"'
    else:
        new = f'{field} = "{escaped(text)}"\n{old}'
    change(small, file, old, new)
    assert any(f"{field}: " in line and told in line for line in problems(small))
    setattr(row, field, value)
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert told in " ".join(caught.value.message_dict[field])


def test_what_scripts_are_written_with_passes_both_doors(small):
    text = "می\u200cخواهم \u2067عربي\u2069 e\u0301 👩\u200d👩\u200d👧 ❤\ufe0f"
    change(small, "articles.toml", 'name = "Gazette"', f'name = "{text}"')
    load([small])
    Outlet.objects.get(name=text).full_clean()


def test_lines_of_a_form_end_as_browsers_end_them(small):
    load([small])
    clause = Clause.objects.get()
    clause.text = "One.\r\nTwo."
    clause.full_clean()


@pytest.mark.parametrize(
    ("published", "accessed", "refused"),
    [("2031-03-03", "2031-03-01", True), ("2031-03-02", "2031-03-02", False)],
)
def test_no_article_is_read_before_it_is_published(
    small, admin_client, published, accessed, refused
):
    days = f"published = {published}\naccessed = {accessed}\n"
    load([small])
    change(small, "articles.toml", URL, URL + days)
    told = [line for line in problems(small) if "It was read on 2031-03-01, before" in line]
    assert bool(told) is refused
    data = {"key": "G2", "outlet": Outlet.objects.get().pk, "extent": "unknown"}
    data |= {"published": published, "accessed": accessed, "headline": "x"}
    page = admin_client.post("/admin/sources/article/add/", data)
    assert ("before it was published" in page.content.decode()) is refused
    assert Article.objects.filter(key="G2").exists() is not refused


def test_an_article_that_was_read_the_day_before_is_asked_about_at_both_doors(small, admin_client):
    change(small, "articles.toml", URL, f"{URL}published = 2025-06-03\naccessed = 2025-06-02\n")
    asked = "Published on 3 June 2025, after it was read on 2 June 2025: is that right?"
    (told,) = [line for line in load([small]).warnings if asked in line]
    assert told.startswith("small/articles.toml, article G1, accessed: Published on 3 June")
    data = {"key": "G2", "outlet": Outlet.objects.get().pk, "extent": "unknown", "headline": "x"}
    data |= {"published": "2025-06-03", "accessed": "2025-06-02"}
    page = admin_client.post("/admin/sources/article/add/", data, follow=True)
    assert asked in page.content.decode()
    assert Article.objects.filter(key="G2").exists()


@pytest.mark.parametrize(("day", "refused"), [("2031-03-02", True), ("2031-03-01", False)])
def test_no_text_is_dated_after_the_article_that_published_it(small, day, refused):
    load([small])
    change(small, "articles.toml", URL, f"{URL}published = 2031-03-01\n")
    change(small, DOCUMENT, 'tier = "press"', f'tier = "press"\ndate = {day}\npublished_by = "G1"')
    told = [line for line in problems(small) if "after the article that published it" in line]
    assert bool(told) is refused
    Article.objects.update(published="2031-03-01")
    version = Version.objects.get()
    version.date, version.published_by = date.fromisoformat(day), Article.objects.get()
    if refused:
        with pytest.raises(ValidationError, match="after the article that published it"):
            version.full_clean()
    else:
        version.full_clean()


def test_the_last_article_that_readers_can_find_keeps_what_names_it(small, admin_client):
    load([small])
    article, clause = Article.objects.get(), Clause.objects.get()
    clause.evidence.exclude(article=article).delete()
    data = {"key": "G1", "outlet": article.outlet_id, "extent": "unknown"}
    page = f"/admin/sources/article/{article.pk}/change/"
    answer = admin_client.post(page, data)
    assert "It rests on G1 alone" in answer.content.decode()
    assert Article.objects.get().url
    assert admin_client.post(page, {**data, "headline": "Truce"}).status_code == 302
    change(small, "articles.toml", URL, "")
    assert any("It rests on G1 alone" in line for line in problems(small))


@pytest.mark.parametrize(
    ("text", "told"), [UNFIT[name] for name in ("sign that turns the line", "no character")]
)
@pytest.mark.parametrize("field", ["label", "partition"])
def test_a_scope_that_nobody_can_read_is_refused_at_both_doors(small, field, text, told):
    load([small])
    values = {"key": "war", "label": "in war", "partition": "times", field: text}
    lines = [f'{name} = "{escaped(value)}"' for name, value in values.items()]
    append(small, "questions.toml", "\n".join(["[[scopes]]", *lines]))
    assert any(f"{field}: " in line and told in line for line in problems(small))
    negotiation = Negotiation.objects.get()
    negotiation.scopes = [values]
    with pytest.raises(ValidationError, match=re.escape(told)):
        negotiation.full_clean()


def test_nor_does_the_article_come_to_be_dated_before_the_text(small):
    load([small])
    Version.objects.update(date=date(2031, 3, 1), published_by=Article.objects.get())
    article = Article.objects.get()
    article.published = date(2031, 2, 28)
    with pytest.raises(ValidationError) as caught:
        article.full_clean()
    assert "“first” was published by this article" in caught.value.message_dict["published"][0]
    article.published = date(2031, 3, 1)
    article.full_clean()


TRACES = {
    "nothing": ("", {}, True),
    "address": (URL, {"url": "https://gazette.example/7"}, False),
    "copy": (
        'archived_url = "https://archive.example/1"\n',
        {"archived_url": "https://archive.example/1"},
        False,
    ),
    "headline": ('headline = "Truce"\n', {"headline": "Truce"}, False),
    "date": ("published = 2031-03-01\n", {"published": date(2031, 3, 1)}, False),
    "words of our own": ('description = "the truce"\n', {"description": "the truce"}, True),
}


@pytest.mark.parametrize(("written", "stored", "refused"), TRACES.values(), ids=list(TRACES))
def test_nothing_rests_on_articles_alone_that_nobody_can_find(small, written, stored, refused):
    change(small, "articles.toml", URL, written)
    assert any("It rests on G1 alone" in line for line in problems(small)) is refused
    empty = {"url": "", "archived_url": "", "headline": "", "published": None, **stored}
    evidence = EvidenceFactory(article__key="G7", **{f"article__{k}": v for k, v in empty.items()})
    told = [line for line in find_obstacles(evidence.clause) if "It rests on G7 alone" in line]
    assert bool(told) is refused


def test_an_article_that_can_be_found_beside_it_is_enough(small):
    change(small, "articles.toml", URL, f'[[articles]]\nkey = "G2"\noutlet = "gazette"\n{URL}')
    more = '[[clauses.evidence]]\narticle = "G2"\nbasis = "describes"\n'
    append(small, DOCUMENT, more)
    assert problems(small) == []


PAGES = [
    "http://gazette.example/1",
    "https://www.gazette.example/1",
    "https://gazette.example/1?utm_source=post",
    "https://web.archive.org/web/2031/https://gazette.example/1",
]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_that_is_stored_is_refused_in_the_admin_and_told_of_a_file(small, admin_client, url):
    load([small])
    data = {"key": "G2", "outlet": Outlet.objects.get().pk, "extent": "unknown", "url": url}
    page = admin_client.post("/admin/sources/article/add/", data)
    shown = page.content.decode()
    assert "This page is stored already" in shown or "has this web address already" in shown
    more = f'[[articles]]\nkey = "G2"\noutlet = "gazette"\nurl = "{url}"\n'
    append(small, "articles.toml", more)
    (told,) = [line for line in load([small]).warnings if "same page" in line]
    assert told.startswith(
        "small/articles.toml, article G2: article G2 is the same page as article G1, written"
    )


def test_a_page_that_only_the_database_has_twice_is_no_matter_of_the_folder(small):
    outlet = Outlet.objects.create(key="other", name="Other")
    for number, url in enumerate(PAGES[:2]):
        Article.objects.create(key=f"O{number}", outlet=outlet, url=f"{url}/other")
    assert not [line for line in load([small]).warnings if "same page" in line]


def test_a_published_clause_that_leaves_its_questions_open_is_refused_and_told(small):
    append(small, DOCUMENT, SECOND_CLAUSE + SECOND_CLAUSE.replace('"2"', '"3"'))
    (told,) = [line for line in load([small]).warnings if "It gives no answer" in line]
    (obstacle,) = find_obstacles(Clause.objects.get(key="2"))
    assert obstacle == (
        "It gives no answer, and the question “Where?” is neither answered nor covered."
    )
    assert told.startswith(f"small/{DOCUMENT}, clause 2: {obstacle} 2 published clauses of this")


@pytest.mark.parametrize("state", ["draft", "review"])
def test_a_clause_that_readers_do_not_see_may_leave_them_open(small, state):
    append(small, DOCUMENT, SECOND_CLAUSE.replace("published", state))
    assert not [line for line in load([small]).warnings if "It gives no answer" in line]


def test_what_is_recorded_as_left_open_is_no_matter_of_either_door(small):
    append(small, DOCUMENT, SECOND_CLAUSE)
    append(small, DOCUMENT, '[[coverage]]\nquestion = "where"\nkind = "silent"\nbasis = "full"\n')
    assert not [line for line in load([small]).warnings if "It gives no answer" in line]
    assert find_obstacles(Clause.objects.get(key="2")) == []


LEVELS = [("medium", "", "medium"), ("medium", "high", "high"), ("high", "low", "low")]


@pytest.mark.parametrize(("of_clause", "of_answer", "expected"), LEVELS)
def test_an_answer_is_as_sure_as_its_clause_unless_it_says_otherwise(
    small, admin_client, of_clause, of_answer, expected
):
    change(small, DOCUMENT, "topics = [", f'confidence = "{of_clause}"\ntopics = [')
    if of_answer:
        change(
            small, DOCUMENT, 'force = "demands"', f'force = "demands"\nconfidence = "{of_answer}"'
        )
    load([small])
    term = Term.objects.get()
    assert term.confidence == expected
    assert ("confidence" in file_texts("small")[DOCUMENT].partition("terms")[2]) is bool(of_answer)
    data = {
        "version": Version.objects.get().pk,
        "key": "7",
        "heading": "Truce",
        "ordinal": 7,
        "status": "firm",
        "confidence": of_clause,
        "terms-TOTAL_FORMS": 1,
        "terms-INITIAL_FORMS": 0,
        "terms-0-question": term.question_id,
        "terms-0-value": "at least 30 days",
        "terms-0-force": "demands",
        "terms-0-confidence": of_answer,
        "evidence-TOTAL_FORMS": 0,
        "evidence-INITIAL_FORMS": 0,
    }
    page = admin_client.post("/admin/proposals/clause/add/", data)
    assert page.status_code == 302, page.context["errors"]
    assert Term.objects.get(clause__key="7").confidence == expected


def test_a_new_answer_offers_the_confidence_of_its_clause(admin_client, small):
    load([small])
    page = admin_client.get(f"/admin/proposals/clause/add/?version={Version.objects.get().pk}")
    assert '<option value="" selected>as its clause</option>' in page.content.decode()


ASKED = [
    ("On which day does the truce begin?", True),
    ("On which days does the ferry run?", True),
    ("Which is the day of the first crossing?", True),
    ("When does the ferry start?", True),
    ("By when must the bridge stand?", True),
    ("Коли починається перемир'я?", True),
    ("Когда начинается перемирие?", True),
    ("How many days after which date does the truce begin?", False),
    ("For how many days, and until which date?", False),
    ("When does it end, and how long is it?", False),
    ("By what date are the troops gone?", True),
    ("Якого дня починається перемир’я?", True),
    ("Какого числа начинается перемирие?", True),
    ("On which day after the signing does the truce begin?", False),
    ("For how many days does the truce last?", False),
    ("How long is a day of rest?", False),
]


@pytest.mark.parametrize(("text", "refused"), ASKED)
def test_a_range_in_days_answers_no_question_for_a_date(small, text, refused):
    load([small])
    change(small, "questions.toml", 'text = "How long?"', f'text = "{text}"')
    told = [line for line in problems(small) if "a day of the calendar" in line]
    assert bool(told) is refused
    question = Question.objects.get(key="length")
    question.text = text
    if refused:
        with pytest.raises(ValidationError) as caught:
            question.full_clean()
        assert "a day of the calendar" in caught.value.message_dict["kind"][0]
    else:
        question.full_clean()


REPRINT = '[[articles]]\nkey = "A1"\noutlet = "gazette"\nheadline = "x"\nsyndicated_from = "G1"\n'


@pytest.mark.parametrize("earlier", [False, True])
def test_what_an_article_reprints_may_stand_before_or_behind_it(small, earlier):
    text = (small / "articles.toml").read_text()
    head, mark, article = text.partition("[[articles]]")
    written = [REPRINT, mark + article] if earlier else [mark + article, REPRINT]
    (small / "articles.toml").write_text(head + "\n".join(written))
    load([small])
    assert Article.objects.get(key="A1").syndicated_from.key == "G1"
    assert [line for line in load([small]).warnings if "country" not in line] == []


HOUR = {"key": "hour", "one": "hour", "many": "hours", "base": "day", "minimum": "0", "factor": "1"}


def written_unit(**values):
    lines = (f'{name} = "{value}"' for name, value in values.items() if not value.isdecimal())
    numbers = (f"{name} = {value}" for name, value in values.items() if value.isdecimal())
    return "\n".join(("[[units]]", *lines, *numbers)) + "\n"


@pytest.mark.parametrize(("parts", "refused"), [("24", False), ("0", True), ("2000000000", True)])
def test_an_hour_is_a_part_of_a_day_at_both_doors(small, admin_client, parts, refused):
    load([small])
    page = admin_client.post(
        "/admin/proposals/unitofmeasure/add/", {**HOUR, "parts": parts, "whole": "on"}
    )
    assert (page.status_code == 200) is refused
    UnitOfMeasure.objects.filter(key="hour").delete()
    change(small, "codebook.toml", "[[themes]]", written_unit(**HOUR, parts=parts) + "[[themes]]")
    change(small, DOCUMENT, "{ at_least = 30 }", '{ at_least = 36, unit = "hour" }')
    assert bool(problems(small)) is refused
    if not refused:
        assert Term.objects.get().value == {"at_least": "36", "unit": "hour"}
        assert file_texts("small")["codebook.toml"].count("parts = 24") == 1


def test_answers_that_were_rounded_before_an_hour_was_known_are_named_at_both_doors(
    small, admin_client
):
    change(small, DOCUMENT, "{ at_least = 30 }", '"less than 2 days"')
    load([small])
    clause = Clause.objects.get()
    assert Term.objects.get().value == {"at_most": "1"}
    data = {**HOUR, "parts": "24", "whole": "on"}
    page = admin_client.post("/admin/proposals/unitofmeasure/add/", data, follow=True)
    assert "look at the answers of these clauses" in (shown := page.content.decode())
    assert clause.uid in shown
    (told,) = rounded_answers(["hour"], loaded=["other"])
    assert clause.uid in told
    assert list(rounded_answers(["hour"], loaded=["small"])) == []
    UnitOfMeasure.objects.filter(key="hour").delete()
    change(small, "codebook.toml", "[[themes]]", written_unit(**HOUR, parts="24") + "[[themes]]")
    assert not [line for line in load([small]).warnings if "amounts are counted" in line]
    assert Term.objects.get().value == {"less_than": "2"}
    assert list(rounded_answers(["hour"], loaded=[])) == []


def test_a_base_that_has_a_base_is_refused_at_both_doors(small, admin_client):
    change(small, "codebook.toml", "[[themes]]", written_unit(**HOUR, parts="24") + "[[themes]]")
    load([small])
    minute = {**HOUR, "key": "minute", "one": "minute", "many": "minutes", "base": "hour"}
    data = {**minute, "parts": "60", "whole": "on"}
    page = admin_client.post("/admin/proposals/unitofmeasure/add/", data)
    assert "“hour” has a base itself: name “day” as the base." in page.content.decode()
    change(small, "codebook.toml", "[[themes]]", written_unit(**minute, parts="60") + "[[themes]]")
    (told,) = problems(small)
    assert told.startswith("small/codebook.toml, unit minute, base: unit hour has a base itself")


@pytest.mark.parametrize("base", ["\u202eday", "d\u0430y", "a day"])
def test_a_base_that_no_unit_can_have_as_its_key_is_refused_at_both_doors(
    small, admin_client, base
):
    load([small])
    data = {**HOUR, "base": base, "parts": "24", "whole": "on"}
    page = admin_client.post("/admin/proposals/unitofmeasure/add/", data)
    assert page.status_code == 200
    unit = written_unit(**HOUR | {"base": base}, parts="24")
    change(small, "codebook.toml", "[[themes]]", unit + "[[themes]]")
    assert problems(small)


def test_parts_that_are_no_multiples_of_the_smallest_are_refused_at_both_doors(small, admin_client):
    third, quarter = (
        {**HOUR, "key": key, "one": key, "many": f"{key}s", "parts": parts}
        for key, parts in (("third", "3"), ("quarter", "4"))
    )
    change(small, "codebook.toml", "[[themes]]", written_unit(**third) + "[[themes]]")
    load([small])
    page = admin_client.post("/admin/proposals/unitofmeasure/add/", {**quarter, "whole": "on"})
    assert "multiples of the smallest" in page.content.decode()
    change(small, "codebook.toml", "[[themes]]", written_unit(**quarter) + "[[themes]]")
    assert any("multiples of the smallest" in line for line in problems(small))
