"""Lists of words that need attribution: read, and refused with the place and the fault."""

import pytest

from proposals.neutrality import WordListRefused, read_word_list

GOOD = """
attribution = ["says"]
[[words]]
forms = ["rebel*"]
used_by = "North"
why = "Takes a side."
"""


@pytest.fixture
def read(tmp_path):
    def read(text):
        path = tmp_path / "neutrality.toml"
        path.write_text(text, encoding="utf-8")
        return read_word_list(path)

    return read


def test_a_list_is_read(read):
    words = read(GOOD)
    assert words.attribution == ("says",)
    assert [(word.forms, word.used_by, word.why) for word in words.words] == [
        (("rebel*",), "North", "Takes a side.")
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("attribution =", "atribution =", 'unknown key "atribution". Did you mean "attribution"'),
        ("why =", "reason =", r'words\[1\]: unknown key "reason"'),
        ('why = "Takes a side."', "", r"words\[1\].why: a text that is not empty is needed"),
        ('["rebel*"]', '"rebel"', r"words\[1\].forms: a list that is not empty is needed"),
        ('["rebel*"]', '["*"]', r"words\[1\].forms: every entry is a text"),
        ('["says"]', "[1]", "attribution: every entry is a text"),
        ("[[words]]", "[words]", "words: a list"),
        ('["says"]', '["says"', "cannot be read"),
    ],
)
def test_a_fault_is_named_with_its_place(read, old, new, message):
    with pytest.raises(WordListRefused, match=message):
        read(GOOD.replace(old, new))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(WordListRefused, match=r"there is no file .*absent\.toml"):
        read_word_list(tmp_path / "absent.toml")
