"""Worked examples of the rules: made-up documents, judged by the engine when asked."""

from proposals.web.pages.examples.absences import absence_examples
from proposals.web.pages.examples.answers import force_examples, kind_examples
from proposals.web.pages.examples.cases import case_examples
from proposals.web.pages.examples.responses import response_examples
from proposals.web.pages.examples.rows import matrix_example, option_example, row_examples
from proposals.web.pages.examples.rules import rule_examples
from proposals.web.pages.examples.sources import source_example

__all__ = [
    "absence_examples",
    "case_examples",
    "force_examples",
    "kind_examples",
    "matrix_example",
    "option_example",
    "response_examples",
    "row_examples",
    "rule_examples",
    "source_example",
]
