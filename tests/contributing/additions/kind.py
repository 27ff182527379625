"""A made-up kind of value: an outcome is yes or no, and an answer admits one of them or both."""

from tests.contributing.edits import Above, AtEndOf, Below, Changes, EndOfFile, Instead

RECIPE = "Add a kind of value"
TESTS = (
    "tests/contributing/checks/kind.py",
    "tests/language/test_docs_positions.py",
    "tests/language/test_docs_languages.py",
    "tests/language/test_another_language.py::"
    "test_a_language_has_every_pattern_and_fills_only_slots_that_there_are",
    "tests/language/test_another_language.py::test_its_examples_are_answers",
    "tests/domain/test_benchmark.py::"
    "test_the_benchmark_states_a_rate_for_every_kind_and_for_all_mixed",
    "tests/domain/test_oracle.py::test_every_kind_whose_answers_can_be_compared_is_tried",
    "tests/domain/test_properties.py::test_every_kind_is_generated",
    "tests/seeding/test_readme.py::test_every_kind_of_value_has_its_forms",
    "tests/domain/test_rules.py::test_the_table_has_every_rule_and_every_question",
    "tests/domain/test_oracle.py::test_generated_pairs_lie_as_enumeration_says[approval]",
    "tests/domain/test_oracle.py::"
    "test_a_pair_of_positions_gets_the_rule_that_enumeration_demands[approval]",
    "tests/exports/test_docs.py",
)

COMMANDS = (
    ("manage.py", "makemigrations", "proposals", "--name", "approval"),
    ("-m", "tests.language.pattern_pages"),
)
CHANGES: Changes = {
    "proposals/domain/vocabulary.py": [
        AtEndOf("Kind", '    APPROVAL = "approval"'),
    ],
    "proposals/domain/values.py": [
        Above(
            r"^Value = ",
            '''
@dataclass(frozen=True)
class Approval:
    """An outcome is "yes" or "no"; both `answers` leave it open."""

    answers: frozenset[str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", frozenset(self.answers))
        if not self.answers or self.answers - {"yes", "no"}:
            raise InvalidValue(ErrorCode.NO_OPTION, key="answer", found=sorted(self.answers))


''',
        ),
        Instead(r"^(Value = .*)$", r"\1 | Approval"),
        AtEndOf("KIND_OF", "    Approval: Kind.APPROVAL,"),
    ],
    "proposals/domain/storage.py": [
        Instead(r"^(from proposals\.domain\.values import) ", r"\1 Approval, "),
        AtEndOf("FORMS", '    Kind.APPROVAL: ("answer",),'),
        Above(
            r"^def _listed_keys",
            '''
def _read_approval(data: Mapping[str, object], frame: Frame) -> Approval:
    answers = [data["answer"]] if isinstance(data["answer"], str) else data["answer"]
    return Approval(frozenset(strings(answers, "answer")))


''',
        ),
        Above(
            r"^_READERS\b",
            """
def _write_approval(value: Approval, frame: Frame) -> Stored:
    return {"answer": sorted(value.answers)}


""",
        ),
        AtEndOf("_READERS", "    Kind.APPROVAL: _read_approval,"),
        AtEndOf("_WRITERS", "    Kind.APPROVAL: _write_approval,"),
    ],
    "proposals/domain/relations.py": [
        Instead(r"^(from proposals\.domain\.values import \()$", r"\1\n    Approval,"),
        Above(
            r"case Text\(\), Text\(\):",
            """
        case Approval(), Approval():
            return _approvals(left, right)
""",
        ),
        Above(
            r"^def _items\(",
            """
def _approvals(left: Approval, right: Approval) -> ValueRelation:
    both = left.answers & right.answers
    return _meeting(left, right, Approval(both)) if both else ValueRelation(Relation.APART)


""",
        ),
    ],
    "proposals/domain/reason_order.py": [
        Instead(r"^(from proposals\.domain\.values import) ", r"\1 Approval, "),
        Above(
            r"case DateSpan\(first, last\):",
            """
        case Approval(answers):
            return len(answers) == 2
""",
        ),
    ],
    "proposals/language/keys.py": [
        Instead(r"^(OPEN_KINDS = \(.*)\)$", r"\1, Kind.APPROVAL)"),
        AtEndOf(
            "_PLAIN_FORM",
            """
    "approval.yes": "",
    "approval.no": "",
    "approval.any": "",
""",
        ),
    ],
    "proposals/language/plain_form.py": [
        Instead(r"^(from proposals\.domain\.values import) ", r"\1 Approval, "),
        Above(
            r"^_WRITERS\b",
            """
def _write_approval(value: Approval, frame: Frame, language: Language) -> str:
    name = "any" if len(value.answers) == 2 else min(value.answers)
    return language.text(f"approval.{name}")


""",
        ),
        AtEndOf("_WRITERS", "    Kind.APPROVAL: _write_approval,"),
        Above(
            r"case Kind\.TEXT:",
            """
        case Kind.APPROVAL:
            return language.text("approval.yes")
""",
        ),
    ],
    "proposals/language/value_parser.py": [
        Instead(r"^(from proposals\.domain\.values import) ", r"\1 Approval, "),
        Above(
            r"^_PARSERS\b",
            """
def _parse_approval(text: str, frame: Frame, language: Language) -> Approval:
    for key, _ in _matches(text, ("approval.yes", "approval.no", "approval.any"), language):
        name = key.partition(".")[2]
        return Approval(frozenset({"yes", "no"} if name == "any" else {name}))
    raise _not_understood(text)


""",
        ),
        AtEndOf("_PARSERS", "    Kind.APPROVAL: _parse_approval,"),
    ],
    "proposals/language/languages/english/plain_form.py": [
        AtEndOf(
            "PLAIN_FORM",
            """
    "approval.yes": "yes",
    "approval.no": "no",
    "approval.any": "yes or no",
""",
        ),
    ],
    "proposals/language/languages/english/statements.py": [
        AtEndOf("_FORCELESS", '    "open.approval": ("leaves it open", "leave it open"),'),
    ],
    "proposals/language/languages/ukrainian/plain_form.py": [
        AtEndOf(
            "PLAIN_FORM",
            """
    "approval.yes": "так",
    "approval.no": "ні",
    "approval.any": "так або ні",
""",
        ),
    ],
    "proposals/language/languages/ukrainian/statements.py": [
        Below(r'^        "open\.date": ', '        "open.approval": "це лишається відкритим",'),
    ],
    "proposals/language/languages/russian/plain_form.py": [
        AtEndOf(
            "PLAIN_FORM",
            """
    "approval.yes": "да",
    "approval.no": "нет",
    "approval.any": "да или нет",
""",
        ),
    ],
    "proposals/language/languages/russian/statements.py": [
        Below(r'^        "open\.date": ', '        "open.approval": "это остаётся открытым",'),
    ],
    "proposals/models/choices.py": [
        AtEndOf("ValueKind", '    APPROVAL = "approval", _("yes or no")'),
    ],
    "proposals/web/pages/examples/answers.py": [
        Instead(r"^(from proposals\.domain\.vocabulary import Frame)$", r"\1, Kind"),
        AtEndOf(
            "_kinds",
            '    yield Frame(Kind.APPROVAL), _("yes or no"), [{"answer": "yes"}]',
        ),
    ],
    "docs/positions.md": [
        Below(r"^\| text \| prose \|", "| approval | yes or no | one of them, or both |"),
        Below(r'^\| text \| Talks go on', '| approval | yes | `{"answer": ["yes"]}` |'),
    ],
    "docs/exports.md": [
        Instead(r"\(choice, items, range, date, sequence, text\)",
                "(choice, items, range, date, sequence, text, approval)"),
        Instead(r"One of: choice, items, range, date, sequence, text\.",
                "One of: choice, items, range, date, sequence, text, approval."),
    ],
    "seeds/README.md": [
        Below(
            r"^\| text \| `\{ text",
            '| approval | `{ answer = "yes" }`, `{ answer = ["yes", "no"] }` |',
        ),
    ],
    "benchmarks/engine.py": [
        AtEndOf("FRAMES", "    Kind.APPROVAL: Frame(Kind.APPROVAL),"),
        AtEndOf(
            "DRAWS",
            '    Kind.APPROVAL: lambda chance: {"answer": chance.choice(["yes", "no"])},',
        ),
    ],
    "tests/domain/examples.py": [
        Below(r"^TEXT = ", "APPROVAL = Frame(Kind.APPROVAL)"),
    ],
    "tests/domain/strategies.py": [
        Instead(r"^(from proposals\.domain\.values import) ", r"\1 Approval, "),
        AtEndOf("FRAMES", "    Kind.APPROVAL: Frame(Kind.APPROVAL),"),
        AtEndOf(
            "VALUES",
            """
    Kind.APPROVAL: st.frozensets(st.sampled_from(["yes", "no"]), min_size=1).map(Approval),
""",
        ),
    ],
    "tests/domain/outcomes.py": [
        EndOfFile('''


def approvals() -> Space:
    return Space(("yes", "no"), lambda stated, outcome: outcome in stated["answer"])
'''),
    ],
    "tests/domain/statements.py": [
        AtEndOf("FRAMES", '    "approval": Frame(Kind.APPROVAL),'),
        AtEndOf("SPACES", '    "approval": outcomes.approvals(),'),
        AtEndOf(
            "STATED",
            """
    "approval": st.sampled_from([{"answer": one} for one in (["yes"], ["no"], ["no", "yes"])]),
""",
        ),
    ],
    "tests/domain/test_oracle.py": [
        Instead(r'case "choice":', 'case "choice" | "approval":'),
        Instead(r'apart = \{"choice"', r'apart = {"approval": Rule.CONTRADICTION, "choice"'),
    ],
    "tests/language/made_up.py": [
        AtEndOf(
            "PLAIN_FORM",
            """
    "approval.yes": "jes",
    "approval.no": "ne",
    "approval.any": "jes vel ne",
""",
        ),
        AtEndOf("FORCELESS", '    "open.approval": "jesnon lavu",'),
    ],
}  # fmt: skip
