"""The description of the format: its worked example loads, and it names every key."""

import re

import pytest

from proposals import models
from proposals.domain.vocabulary import Kind
from proposals.models.vocabularies import SCOPE_CHECKS
from proposals.seeding import load
from proposals.seeding.fields import is_required
from proposals.seeding.layout import DOCUMENT, FILES, TEXTS_FILE, TomlPart
from proposals.seeding.schema import KINDS
from proposals.seeding.writer import AMOUNTS, DAYS
from sources.models import Article
from tests.support.folders import SEEDS, problems, write

README = (SEEDS / "README.md").read_text(encoding="utf-8")
ABSENCES = re.findall(r"```toml\n(\[\[coverage\]\].*?)```", README, re.DOTALL)
EXAMPLE = dict(re.findall(r"^`(\S+\.toml)`\n\n```toml\n(.*?)```", README, re.DOTALL | re.MULTILINE))
BESIDE = dict(re.findall(r"^`(\S+\.toml)`:\n\n```toml\n(.*?)```", README, re.DOTALL | re.MULTILINE))
"""The example of a codebook and a folder that uses it, beside each other."""


def test_the_example_has_all_files_that_people_write():
    assert {name for name in EXAMPLE if "/" not in name} == set(FILES) - {"judgements.toml"}


@pytest.mark.django_db
def test_the_example_loads(tmp_path):
    load([write(tmp_path / "bridge", EXAMPLE)])
    clause = models.Clause.objects.published().get()
    assert clause.uid == "bridge-2030.upper-paper.read-out.1"
    assert clause.terms.count() == 2


@pytest.mark.django_db
def test_the_example_of_a_codebook_loads_beside_the_first(tmp_path):
    write(tmp_path, BESIDE)
    load([tmp_path / "mill-2031", write(tmp_path / "bridge", EXAMPLE)])
    question = models.Question.objects.get(key="toll-holiday")
    assert (question.topic.name, question.unit.key) == ("Tolls", "day")
    assert Article.objects.get(key="H1").outlet.name == "Mill Herald"


def test_a_difference_from_the_codebook_is_told_as_the_page_says(tmp_path):
    write(tmp_path, BESIDE)
    topic = "[[topics]]" + BESIDE["codebook/codebook.toml"].partition("[[topics]]")[2]
    other = topic.replace('name = "Tolls"', 'name = "Tolls and fees"')
    (line,) = problems(write(tmp_path / "mill-2031", {"codebook.toml": other}))
    assert line in " ".join(README.split())


@pytest.mark.django_db
@pytest.mark.parametrize(("place", "kind"), [(0, "silent"), (1, "elsewhere"), (2, "deferred")])
def test_an_absence_beside_the_example_loads_where_there_is_no_answer(tmp_path, place, kind):
    document = "documents/upper-paper.read-out.toml"
    term = re.search(
        r'\[\[clauses.terms\]\]\nquestion = "bridge-users".*?\n\n', EXAMPLE[document], re.S
    )
    files = EXAMPLE | {document: EXAMPLE[document].replace(term[0], "") + "\n" + ABSENCES[place]}
    load([write(tmp_path / "bridge", files)])
    assert models.Coverage.objects.get().kind == kind
    assert models.CoverageEvidence.objects.exists() == ("evidence" in ABSENCES[place])


@pytest.mark.parametrize("word", [*AMOUNTS, *DAYS, "any", "unit", "chains", "admits", "rules_out"])
def test_every_form_of_an_answer_is_described(word):
    assert re.search(rf"\b{word} = ", README)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_value_has_its_forms(kind):
    assert f"\n| {kind} | `{{ " in README


@pytest.mark.parametrize("name", sorted({key for kind in KINDS.values() for key in kind.allowed}))
def test_every_key_is_named(name):
    assert re.search(rf"\b{name}\b", README)


def test_every_key_of_a_scope_is_described():
    assert all(re.search(rf"^{key} = ", README, re.MULTILINE) for key in SCOPE_CHECKS)


def tables():
    """Every table of a folder with its kind, those inside others among them."""
    for layout in (*FILES.values(), DOCUMENT, TEXTS_FILE):
        for part in layout:
            if not isinstance(part, TomlPart):
                yield from (part, *part.inside)


@pytest.mark.parametrize("table", list(tables()), ids=lambda table: table.kind)
def test_every_key_that_must_be_there_is_said(table):
    kind = KINDS[table.kind]
    needed = [name for name in kind.keys if is_required(kind.model_field(name))]
    assert f"\n| {table.name} | {', '.join(f'`{name}`' for name in needed)} |\n" in README


@pytest.mark.parametrize("role", models.PartyRole)
def test_every_role_of_a_party_is_said(role):
    (line,) = re.findall(r"^\| parties \| `role`.*$", README, re.MULTILINE)
    assert role in line
