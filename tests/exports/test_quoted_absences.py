"""Quotes of absences in all that leaves the house: record, tables, sheet, Word, frozen ones."""

import csv
import io
import zipfile

import docx
import pytest

from proposals.comparisons import Selection, catalogue, compare
from proposals.exports import word
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.endnotes import endnotes
from proposals.exports.record.canonical import canonical
from proposals.exports.record.comparison import record
from proposals.snapshots.record_diff import diff_records
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    CoverageEvidenceFactory,
    CoverageFactory,
    EvidenceFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
)
from tests.support.bundles import MOMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(key="Q1", outlet__name="The Bell")


@pytest.fixture
def absence(article):
    """One document answers a question; the other leaves it for later, in an article's words."""
    question = QuestionFactory(negotiation__key="talks", key="how-long", text="How long?")
    versions = []
    for key in ("plan", "reply"):
        proposal = ProposalFactory(negotiation=question.negotiation, key=key)
        versions.append(VersionFactory(proposal=proposal, key="first"))
        ClauseFactory(version=versions[-1], key="1", published=True)
    answer = ClauseFactory(version=versions[0], key="2", published=True)
    TermFactory(clause=answer, question=question)
    absence = CoverageFactory(version=versions[1], question=question, kind="deferred")
    CoverageEvidenceFactory(
        coverage=absence, article=article, quote="to be settled later", before="it is",
        note="Said twice.",
    )  # fmt: skip
    return absence


def bundle():
    matrix = compare(catalogue("talks"), Selection(("plan.first", "reply.first")))
    return ExportBundle(matrix, "https://parley.example", MOMENT)


def talks():
    return bundle().record


def answers(found):
    return {one["document"]: one for one in found["rows"][0]["answers"]}


def test_the_record_has_every_field_of_the_evidence(absence):
    (found,) = answers(talks())["reply.first"]["absence_evidence"]
    assert found == {
        "id": "talks.reply.first/how-long/absence@Q1/1",
        "article": "Q1",
        "stance": "supports",
        "basis": "describes",
        "quote": "to be settled later",
        "before": "it is",
        "after": "",
        "quote_language": "en",
        "quote_gloss": "",
        "note": "Said twice.",
        "source": absence.evidence.get().independence_key,
    }


def test_an_answer_has_no_evidence_of_an_absence(absence):
    assert answers(talks())["plan.first"]["absence_evidence"] == []


def test_the_quoted_article_counts_as_read_and_stands_in_the_record(absence):
    found = talks()
    assert answers(found)["reply.first"]["absence_articles"] == ["Q1"]
    assert "Q1" in {row["key"] for row in found["articles"]}
    outlets = {row["key"] for row in found["outlets"]}
    assert {row["outlet"] for row in found["articles"]} <= outlets


def test_the_record_without_words_is_that_of_a_bare_call(absence):
    matrix = bundle().matrix
    assert canonical(record(matrix)) == canonical(talks())


def test_another_quote_is_a_difference_of_the_answer(absence):
    before = talks()
    CoverageEvidenceFactory(coverage=absence, article__key="Q2", quote="not for now")
    (changed,) = [one for one in diff_records(before, talks()) if "absence" in str(one.fields)]
    assert "absence_evidence" in changed.fields


def test_the_tables_have_a_row_for_each_quote(client, absence):
    answer = client.get("/talks/export/comparison.zip")
    content = b"".join(answer) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("absence_evidence.csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["answer"], row["quote"]) == (
        "talks.reply.first/how-long/absence",
        "to be settled later",
    )


def test_a_note_tells_answers_and_absences_of_one_number_apart(absence, article):
    clause = absence.version.proposal.negotiation.questions.get().terms.get().clause
    of_clause = EvidenceFactory.build(clause=clause, article=article, pk=absence.evidence.get().pk)
    assert of_clause != absence.evidence.get()
    of_bundle = bundle()
    notes = endnotes(of_bundle.matrix, of_bundle.grounds, clauses=False)
    (piece,) = [one for note in notes.notes for one in note.pieces if one.clause is None]
    assert (piece.item, piece.document.key) == (absence.evidence.get(), "reply.first")


def test_the_printed_sheet_has_the_quote_with_its_article(client, absence):
    page = client.get("/talks/print/?d=plan&d=reply").content.decode()
    note = page[page.index('class="endnotes"') :]
    assert "to be settled later" in note
    assert "The Bell" in note
    assert "How long?" in note


def test_the_word_file_has_the_quote_with_its_article(absence):
    made = docx.Document(io.BytesIO(word.write(bundle())))
    told = "\n".join(one.text for one in made.paragraphs)
    assert "to be settled later" in told
    assert "deferred" in told
    assert "The Bell" in told
