"""Markdown: what it becomes, and what hostile text cannot make of it."""

import time

import html5lib
import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from hypothesis import example, given
from hypothesis import strategies as st

from sources import rendering
from sources.rendering import MOST_CHARACTERS, REL, plain_text, render_markdown
from tests.sources.hostile import HOSTILE, LABORIOUS
from tests.sources.nh3_door import sanitise as sanitise_by_nh3

ALLOWED = {
    "a": {"href", "title", "rel"},
    "br": set(),
    "code": set(),
    "em": set(),
    "hr": set(),
    "strong": set(),
    **{tag: {"dir"} for tag in ("p", "blockquote", "ul", "ol", "li", "pre")},
    **{f"h{level}": {"dir"} for level in range(1, 7)},
}
MARKDOWN_ALPHABET = "ab 1.\n\n\t>#*_-+`[]()<>!&;:/\\\"'=\0\u0301\u202eж\u05d0\ud800"


@pytest.fixture(scope="module", autouse=True, params=["bleach", "nh3"])
def sanitiser(request):
    """Run everything here behind the site's own door, and behind the one that may follow."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "nh3":
            patch.setattr(rendering, "_sanitise", sanitise_by_nh3)
        rendering._to_html.cache_clear()
        yield request.param
    rendering._to_html.cache_clear()


# Odd characters are no fault of structure; browsers show a sign for them.
NO_REPAIR = {"illegal-codepoint-for-numeric-entity", "invalid-codepoint"}


def parsed(html: str) -> list:
    """Read a fragment strictly: markup that a browser would have to repair is an error."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    fragment = parser.parseFragment(f"<div><i></i>{html}<b></b></div>")
    repairs = {error[1] for error in parser.errors} - NO_REPAIR
    assert not repairs, (repairs, html)
    (wrapper,) = fragment
    assert wrapper[0].tag == "i"
    assert wrapper[-1].tag == "b"
    assert not (wrapper[0].tail and wrapper[0].tail.strip()), "text outside blocks"
    return list(wrapper)[1:-1]


def assert_harmless(html: str) -> None:
    for block in parsed(html):
        for element in block.iter():
            assert element.tag in ALLOWED, element.tag
            assert set(element.attrib) <= ALLOWED[element.tag], element.attrib
            if element.tag == "a":
                assert element.get("rel") == REL
                assert element.get("href").lower().startswith(("http", "mailto:", "/"))
                assert not element.get("href").startswith(("//", "/\\"))


def words(html: str) -> str:
    return " ".join("".join(piece for block in parsed(html) for piece in block.itertext()).split())


# What it becomes


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", '<p dir="auto">plain</p>'),
        ("*a* **b**", '<p dir="auto"><em>a</em> <strong>b</strong></p>'),
        ("> said", '<blockquote dir="auto">\n<p>said</p>\n</blockquote>'),
        ("- a\n- b", '<ul dir="auto">\n<li>a</li>\n<li>b</li>\n</ul>'),
        ("1. a", '<ol dir="auto">\n<li>a</li>\n</ol>'),
        ("`a < b`", '<p dir="auto"><code>a &lt; b</code></p>'),
        ("a  \nb", '<p dir="auto">a<br>\nb</p>'),
        ("---", "<hr>"),
        ("5 < 6 & 7 > 2", '<p dir="auto">5 &lt; 6 &amp; 7 &gt; 2</p>'),
        ("", ""),
    ],
)
def test_markdown_becomes_plain_blocks(text: str, html: str):
    assert render_markdown(text) == html


def test_the_result_is_safe_for_templates():
    assert isinstance(render_markdown("a"), SafeString)


def test_a_link_says_that_it_is_not_ours():
    html = render_markdown('[TASS](https://tass.com/?a=1&b=2 "Its page")')
    (link,) = parsed(html)[0]
    assert link.attrib == {
        "href": "https://tass.com/?a=1&b=2",
        "title": "Its page",
        "rel": "nofollow noopener noreferrer",
    }


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "HTTP://A.example",
        "mailto:a@b.example",
        "/clauses/x.y/",
        "https://x/a\\_b",
    ],
)
def test_web_mail_and_own_addresses_are_linked(address: str):
    assert "<a href=" in render_markdown(f"[x]({address})")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//other.example/",
        "/\\other.example/",
        "/\\\\other.example/",
        "\\\\other.example\\x",
        "&#47;/other.example",
        "page.html",
        "#main",
        "?next=x",
        "blob:https://a.example/1",
        "\x01javascript:alert(1)",
        "https://",
        "https:///other.example",
        "https://a.example:port/",
        "https://a.example:-1/",
        "https://a%2eexample/",
        "https://tass.com@other.example/",
        "https://[::1/",
    ],
)
def test_any_other_address_leaves_only_its_words(address: str):
    html = render_markdown(f"[the words]({address})")
    assert "<a" not in html
    assert "the words" in words(html)


@pytest.mark.parametrize(
    ("top", "levels"),
    [
        (1, ["h1", "h2", "h6"]),
        (3, ["h3", "h4", "h6"]),
        (6, ["h6", "h6", "h6"]),
        (0, ["h1", "h2", "h6"]),
        (99, ["h6", "h6", "h6"]),
    ],
)
def test_headings_begin_at_the_level_given_and_end_at_six(top: int, levels: list[str]):
    html = render_markdown("# a\n\n## b\n\n###### c", top_heading=top)
    assert [block.tag for block in parsed(html)] == levels


def test_a_heading_in_a_quotation_does_not_outrank_the_page_either():
    assert "<h1" not in render_markdown("> Loud\n> ====")


def test_nothing_is_loaded_by_a_picture():
    html = render_markdown("![a](https://a.example/p.png) ![b][c]\n\n[c]: https://a.example/q.png")
    assert "<img" not in html


def test_html_in_a_text_shows_as_it_was_typed():
    assert words(render_markdown("a <b>bold</b> word")) == "a <b>bold</b> word"


@pytest.mark.parametrize(
    "text",
    [
        "a <script>steal()</script> b",
        "a <STYLE type=x>p { steal() }</style > b",
        "a <script\n>steal()</script\n> b",
    ],
)
def test_scripts_and_style_sheets_leave_no_words_behind(text: str):
    assert words(render_markdown(text)) == "a b"


def test_a_script_without_an_end_takes_the_rest_of_the_text():
    assert words(render_markdown("a <script>steal()\n\nb")) == "a"


@pytest.mark.parametrize(
    "text", ["مذكرة السلام", "Меморандум", "e\u0301" * 3, "👩‍👩‍👧‍👦", "x" * 10_000]
)
def test_words_of_every_script_and_length_survive(text: str):
    assert words(render_markdown(text)) == text


def test_every_outermost_block_takes_its_direction_from_all_of_its_text():
    """What stands in it says no direction of its own, which would hide it from `auto`."""
    outermost = parsed(render_markdown("# א\n\n- ב\n- ג\n\n> ד\n\nה\n\n1. ו\n\n    ז"))
    inside = [element for block in outermost for element in block.iter() if element is not block]
    assert len(outermost) == 5
    assert len(inside) >= 5
    assert all(element.get("dir") == "auto" for element in outermost)
    assert not any("dir" in element.attrib for element in inside)


def test_a_text_cannot_choose_classes_or_identities():
    html = render_markdown("# a {#main .hidden}\n\n``` evil\ncode\n```\n\n[^1]\n\n[^1]: note")
    assert_harmless(html)


# What it costs


def test_a_text_beyond_the_bound_is_cut_and_says_so():
    html = render_markdown("a " * MOST_CHARACTERS)
    assert words(html).endswith("The text goes on: only its first 20000 characters are shown.")
    assert len(html) < MOST_CHARACTERS + 200


def test_a_text_at_the_bound_is_whole():
    assert "goes on" not in render_markdown("a" * MOST_CHARACTERS)


@pytest.mark.parametrize("text", LABORIOUS.values(), ids=LABORIOUS.keys())
def test_laborious_texts_are_drawn_in_seconds(text: str):
    begin = time.process_time()
    html = rendering._to_html.__wrapped__(text[:MOST_CHARACTERS], 3)
    assert time.process_time() - begin < 8
    assert_harmless(html)


def test_deep_nesting_is_shown_as_typed():
    assert words(render_markdown("> " * 500 + "end")).endswith("> end")


def test_a_fault_of_the_converter_does_not_reach_the_page(monkeypatch, caplog):
    def fail(text: str, top_heading: int) -> str:
        raise RecursionError

    monkeypatch.setattr(rendering, "_convert", fail)
    html = render_markdown("one <i>\n\ntwo\nthree, only here")
    assert html == '<p dir="auto">one &lt;i&gt;</p>\n<p dir="auto">two<br>\nthree, only here</p>'
    assert "could not be converted" in caplog.text


def test_the_sanitiser_stands_even_if_the_converter_lets_html_pass(monkeypatch):
    hostile = '<img src=x onerror=alert(1)><a href="javascript:1" rel="x" id="y">a</a><form>b'
    monkeypatch.setattr(rendering, "_convert", lambda text, top_heading: hostile)
    # One of the two leaves a line end where it takes a block away.
    assert render_markdown("only here: sanitiser alone").split("\n") in (
        ["<a>a</a>", "b"],
        ["<a>a</a>b"],
    )


# What hostile text cannot do


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_comes_out_harmless(text: str):
    assert_harmless(render_markdown(text))


@given(st.text(alphabet=MARKDOWN_ALPHABET, max_size=300))
@example("<" * 300)
def test_any_mixture_of_signs_gives_balanced_harmless_html(text: str):
    assert_harmless(render_markdown(text))


@given(st.text(max_size=100), st.integers())
def test_any_text_and_any_heading_give_harmless_html(text: str, top: int):
    assert_harmless(render_markdown(text, top_heading=top))


@given(
    st.lists(st.sampled_from(sorted(HOSTILE.values())), max_size=4),
    st.sampled_from(["", "\n\n", "\n> ", "\n    "]),
)
def test_hostile_pieces_together_are_harmless(pieces: list[str], glue: str):
    assert_harmless(render_markdown(glue.join(pieces)))


@given(st.text())
def test_html_can_be_sent(text: str):
    render_markdown(text).encode("utf-8")


def test_no_fault_is_hidden_by_the_plain_form(caplog):
    for text in HOSTILE.values():
        render_markdown(text)
    assert caplog.text == ""


# Plain words, and the filter


def test_plain_text_is_the_words_on_one_line():
    text = "# Title\n\nA *word* & [link](https://a.example)\n\n- one\n- two &lt;b&gt;"
    assert plain_text(text) == "Title A word & link one two <b>"


@given(st.text(alphabet=MARKDOWN_ALPHABET, max_size=200))
def test_plain_text_never_fails(text: str):
    assert "\n" not in plain_text(text)


def test_the_filter_draws_markdown_at_the_heading_given():
    template = Template("{% load markdown %}{{ text|markdown }}{{ text|markdown:5 }}")
    html = template.render(Context({"text": "# a"}))
    assert html == '<h3 dir="auto">a</h3><h5 dir="auto">a</h5>'


def test_the_filter_draws_nothing_for_no_text():
    assert Template("{% load markdown %}{{ text|markdown }}").render(Context({"text": None})) == ""
