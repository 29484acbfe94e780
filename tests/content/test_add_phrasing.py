"""A phrasing goes into the file of its pack, and nothing else in the file changes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tiny import ROOT
from trainer.content.load import load_pack
from trainer.content.phrasings import PHRASING_LIMIT, add_phrasing
from trainer.errors import InvalidInput

SHIPPED = Path(__file__).parents[2] / "scenarios"
BLOCK = """\
  ask_since:
    name: Ask when it began
    phrasings:
      # what people say first
      - when did it start   # the plain one
      - "since when is it broken"
      - how long has it
        been like this   # the last
    # outcomes follow
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT, tmp_path / "tiny")


def english(pack: Path) -> Path:
    return pack / "text" / "en.yaml"


def rewrite(pack: Path, change: Callable[[str], str]) -> str:
    before = english(pack).read_bytes().decode()
    after = change(before)
    assert after != before
    english(pack).write_bytes(after.encode())
    return after


def as_block(text: str) -> str:
    start = text.index("  ask_since:")
    return text[:start] + BLOCK + text[text.index("    outcomes:", start) :]


def phrasings(pack: Path, tool: str = "ask_since") -> tuple[str, ...]:
    return load_pack(pack).texts["en"].tools[tool].phrasings


def test_a_list_in_brackets_gets_one_more(pack: Path) -> None:
    before = english(pack).read_text(encoding="utf-8")
    add_phrasing(pack, "en", "ask_since", "  from when\n on ")
    after = english(pack).read_text(encoding="utf-8")
    assert phrasings(pack)[-1] == "from when on"
    assert after.replace(', "from when on"', "", 1) == before


def test_a_list_in_lines_gets_one_more_and_keeps_its_comments(pack: Path) -> None:
    before = rewrite(pack, as_block)
    add_phrasing(pack, "en", "ask_since", "from when on")
    after = english(pack).read_text(encoding="utf-8")
    assert phrasings(pack)[2:] == ("how long has it been like this", "from when on")
    assert after == before.replace(
        "been like this   # the last\n", 'been like this   # the last\n      - "from when on"\n'
    )


def test_line_ends_stay_as_the_author_has_them(pack: Path) -> None:
    rewrite(pack, lambda text: as_block(text).replace("\n", "\r\n"))
    add_phrasing(pack, "en", "ask_since", "from when on")
    written = english(pack).read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n")
    assert phrasings(pack)[-1] == "from when on"


def test_a_block_of_text_may_come_last(pack: Path) -> None:
    folded = (
        '      - >-\n        how long\n        has it been\n    outcomes: {told: ["{since}"]}\n'
    )
    rewrite(pack, lambda text: as_block(text).replace(
        BLOCK.split('broken"\n')[1] + text[text.index("    outcomes:", text.index("ask_since")):].split("\n")[0] + "\n",
        folded))  # fmt: skip
    add_phrasing(pack, "en", "ask_since", "from when on")
    assert phrasings(pack)[2:] == ("how long has it been", "from when on")


@pytest.mark.parametrize(
    "text",
    [
        'say "hi": # not a comment',
        "it's - a, b: c",
        "C:\\temp \\n",
        "глянь 🔌 «очередь»",
        "! & * ?x",
    ],
)
@pytest.mark.parametrize("layout", ["brackets", "lines"])
def test_whatever_signs_it_has_it_reads_back_the_same(pack: Path, text: str, layout: str) -> None:
    if layout == "lines":
        rewrite(pack, as_block)
    add_phrasing(pack, "en", "ask_since", text)
    assert phrasings(pack)[-1] == text


@pytest.mark.parametrize(
    ("tool", "text", "field", "reason"),
    [
        ("no_such", "from when on", "tool", "phrasing_tool"),
        ("", "from when on", "tool", "phrasing_tool"),
        ("ask_since", "When did  it START", "text", "phrasing_twice"),
        ("ask_host", "when did it start", "text", "phrasing_twice"),
        ("ask_since", " \n\u200b ", "text", "phrasing_empty"),
        ("ask_since", "?!", "text", "phrasing_empty"),
        ("ask_since", "x" * (PHRASING_LIMIT + 1), "text", "phrasing_long"),
        ("ask_since", "since {since}", "text", "phrasing_markup"),
        ("ask_since", "are [[you|they]] sure", "text", "phrasing_markup"),
        ("ask_since", "<b>since</b>", "text", "phrasing_markup"),
    ],
)
def test_what_is_no_phrasing_is_refused_and_changes_nothing(
    pack: Path, tool: str, text: str, field: str, reason: str
) -> None:
    before = english(pack).read_bytes()
    with pytest.raises(InvalidInput) as caught:
        add_phrasing(pack, "en", tool, text)
    assert (caught.value.values["field"], caught.value.values["reason"]) == (field, reason)
    assert english(pack).read_bytes() == before


def test_an_unknown_language_is_refused(pack: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        add_phrasing(pack, "../en", "ask_since", "from when on")  # type: ignore[arg-type]
    assert caught.value.values["field"] == "language"


def test_a_shared_list_is_left_to_its_author(pack: Path) -> None:
    """Two tools that share one list: a line more would mean both."""

    def share(text: str) -> str:
        lines = text.split("\n")
        at = [number for number, line in enumerate(lines) if line.startswith("    phrasings: [")]
        lines[at[0]] = lines[at[0]].replace("phrasings: [", "phrasings: &shared [")
        lines[at[1]] = "    phrasings: *shared"
        return "\n".join(lines)

    before = rewrite(pack, share)
    with pytest.raises(InvalidInput) as caught:
        add_phrasing(pack, "en", "ask_host", "from when on")
    assert caught.value.values["field"] == "file"
    assert english(pack).read_text(encoding="utf-8") == before
    assert [path.name for path in english(pack).parent.iterdir() if path.name[0] == "."] == []


@pytest.mark.parametrize("broken", ["tools: [", "", "- a"])
def test_a_file_that_is_broken_is_left_alone(pack: Path, broken: str) -> None:
    english(pack).write_text(broken, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        add_phrasing(pack, "en", "ask_since", "from when on")
    assert caught.value.values["field"] == "file"
    assert english(pack).read_text(encoding="utf-8") == broken


def test_a_folder_that_cannot_be_written_says_so(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> tuple[int, str]:
        raise PermissionError("read-only file system")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    before = english(pack).read_bytes()
    with pytest.raises(InvalidInput) as caught:
        add_phrasing(pack, "en", "ask_since", "from when on")
    assert caught.value.values["field"] == "folder"
    assert caught.value.values["folder"] == english(pack).parent
    assert english(pack).read_bytes() == before


@pytest.mark.content
@pytest.mark.parametrize("name", ["office", "mobile"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_shipped_packs_take_a_phrasing_for_their_first_and_last_tool(
    tmp_path: Path, name: str, language: str
) -> None:
    shutil.copytree(SHIPPED / name / "text", tmp_path / "text")
    file = tmp_path / "text" / f"{language}.yaml"
    before = file.read_text(encoding="utf-8").splitlines()
    tools = list(load_pack(SHIPPED / name).texts[language].tools)  # type: ignore[index]
    for tool in (tools[0], tools[-1]):
        add_phrasing(tmp_path, language, tool, f"zyx {tool}")  # type: ignore[arg-type]
    after = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if "zyx" not in line] == before
    assert len(after) == len(before) + 2
