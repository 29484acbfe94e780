"""Text of people is shown as written, whatever it looks like."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as some

from trainer.ui.articles import article_markup
from trainer.ui.safe import Html, fill, join, plain, show

NASTY = (
    "<script>alert(1)</script>",
    "**bold** _i_ `code` ~~s~~",
    "$x^2$ and $$y$$",
    ":smile: :material/home: :red[red] :streamlit:",
    "[link](http://evil.example) ![i](http://evil.example/i.png)",
    "http://evil.example www.evil.example me@evil.example",
    "# head\n- list\n1. one\n> quote\n    code",
    "a -> b <- c <-> d -- e >= f",
    "&lt;b&gt; &#58;smile&#58;",
    "| a | b |\n|---|---|\n| 1 | 2 |",
)
_ACTIVE = "\\`*_{}[]()#+-.!|<>&~$\"'/=^@:"
texts = (
    some.text(max_size=200)
    | some.sampled_from(NASTY)
    | some.text(alphabet=_ACTIVE + "ab \n", max_size=60)
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def read(markup: str) -> _Reader:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader


@given(texts)
def test_markup_around_a_text_gets_no_tag_from_it(text: str) -> None:
    reader = read(fill('<p title="{t}">{t}</p>', t=text))
    assert set(reader.tags) <= {"p", "br"}
    assert [name for name, _ in reader.attributes] == ["title"]


@given(some.text(alphabet=some.characters(exclude_categories=("Cc", "Cs", "Cf"))))
def test_markup_around_a_text_reads_as_the_text(text: str) -> None:
    assert read(fill("<p>{t}</p>", t=text)).text == text


@given(texts)
def test_plain_leaves_nothing_active_for_markdown(text: str) -> None:
    shown = plain(text)
    bare = re.sub(r"\\(?:[^\w\s]|_)", "", shown)  # what is left once escaped characters are gone
    assert not re.search(r"[\\`*_{}\[\]()#+\-.!|<>&~$:@]", bare)


@given(texts)
def test_plain_reads_as_the_text(text: str) -> None:
    back = re.sub(r"\\([^\w\s]|_)", r"\1", plain(text)).replace("\u2060", "")
    kept = re.sub(
        r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", text.replace("\r\n", "\n")
    )
    squash = lambda one: re.sub(r"\s+", "", one.replace("\u2060", ""))  # noqa: E731
    assert squash(back) == squash(kept)


@pytest.mark.parametrize(
    "text", [":smile:", ":material/home:", "->", "<->", "www.evil.example", "a@b.example"]
)
def test_characters_that_streamlit_joins_after_markdown_are_parted(text: str) -> None:
    read_by_streamlit = re.sub(r"\\([^\w\s]|_)", r"\1", plain(text))
    assert text not in read_by_streamlit
    assert read_by_streamlit.replace("\u2060", "") == text


def test_one_line_has_one_line() -> None:
    assert "\n" not in plain("a\n\nb\r\nc", one_line=True)


def test_line_breaks_stay() -> None:
    assert plain("a\nb") == "a  \nb"


def test_only_own_markup_is_shown() -> None:
    with pytest.raises(TypeError):
        show("<b>text</b>")  # type: ignore[arg-type]


@given(texts)
def test_an_article_has_only_the_tags_of_articles(text: str) -> None:
    allowed = {"article", "p", "h4", "ul", "ol", "li", "pre", "b", "code", "br"}
    assert set(read(article_markup(text)).tags) <= allowed


def test_joined_markup_is_not_escaped_again() -> None:
    both = join([fill("<b>{t}</b>", t="<"), Html("<i>1</i>")])
    assert fill("<p>{both}</p>", both=both) == "<p><b>&lt;</b><i>1</i></p>"
