"""``rehabcode read``: the HTML page marks every fact and lets nothing of a note act."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from rehabcode.cli import engine
from rehabcode.cli.main import app
from rehabcode.cli.render_html import facts_document
from rehabcode.nlp.facts import Cue, Reading, Strength

Example = Callable[[str], tuple[dict[str, Any], str]]
TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "p", "span", "div", "mark",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "title", "dir"}


class Document(HTMLParser):
    """Collects what a browser would see: tags, attributes, the text in the note's box."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.note = ""
        self.marked: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag and its attributes."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag; all are closed in order."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather the words of the note."""
        if "div" in self._open:
            self.note += data
        if self._open and self._open[-1] == "mark":
            self.marked.append(data)


def test_every_present_fact_is_marked(each_example: str, example: Example) -> None:
    """The note stands there whole, its facts marked."""
    report, text = example(each_example)
    document = Document(facts_document([(report, text)]))
    shown = text.replace("\x1b", "\ufffd").replace("\u202e", "\ufffd")
    assert document.note == shown
    assert set(document.marked) == {fact["text"] for fact in report["facts"]}


def fact(start: int, end: int, text: str, **more: Any) -> dict[str, Any]:
    """Return a fact with ``text[start:end]``."""
    own = {"kind": "weakness", "pattern": "limb", "status": "present", "section": None, "cues": []}
    return {**own, "id": "f", "start": start, "end": end, "text": text[start:end], **more}


def sheet(facts: list[dict[str, Any]], note_id: str = "n") -> dict[str, Any]:
    """Return a sheet as ``read`` makes it."""
    return {"note": {"id": note_id, "kind": "daily", "setting": "therapy"}, "facts": facts}


def test_facts_inside_each_other() -> None:
    """The text is cut at every end; nothing is lost or doubled."""
    text = "BLE hip flexors 3+/5 weak"
    facts = [fact(0, 20, text), fact(4, 20, text), fact(16, 20, text), fact(16, 20, text), fact(18, 25, text)]
    document = Document(facts_document([(sheet(facts), text)]))
    assert document.note == text
    assert "".join(document.marked) == text


ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;b&gt;</style></div>"


def test_markup_in_a_note_is_only_shown() -> None:
    """In the text, the id, the fields and the cues of a fact."""
    cue = {"text": ATTACK, "start": 0, "end": 5, "category": "x"}
    facts = [
        fact(0, len(ATTACK), ATTACK, site=ATTACK, kind="weakness", cues=[cue]),
        fact(3, 9, ATTACK, kind=ATTACK),
    ]
    page = facts_document([(sheet(facts, ATTACK), ATTACK)])
    document = Document(page)
    assert document.note == ATTACK
    assert document.tags <= TAGS
    assert document.attributes <= ATTRIBUTES


@given(st.text(max_size=80), st.data())
def test_no_text_gets_out_of_its_place(text: str, data: st.DataObject) -> None:
    """Whatever the note holds, the page has our tags only."""
    ends = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    facts = [fact(min(pair), max(pair), text, site=text) for pair in ends]
    document = Document(facts_document([(sheet(facts, text), text)]))
    assert document.tags <= TAGS
    assert document.attributes <= ATTRIBUTES


def test_the_page_loads_nothing(example: Example) -> None:
    """No address, no script, and a policy that forbids both."""
    page = facts_document([example("complete")])
    assert "default-src 'none'" in html.unescape(page)
    assert not re.search(r"https?:|url\(|@import|<script|<link|src=", page)


TEXT = "Goal: hip flexors 4+/5\r\n"
CUE = Cue(text="Goal", start=0, end=4, category="GOAL")
READING = Reading(
    text=TEXT,
    facts=(
        Strength(
            id="f1",
            start=18,
            end=22,
            text="4+/5",
            grade="4+",
            muscle="hip flexion",
            status="goal",
            cues=(CUE,),
        ),
    ),
    setting="therapy",
    note_kind="daily",
)


def run(*args: str, stdin: str = TEXT) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["read", *args], input=stdin)


@pytest.fixture
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str) -> Reading:
        if "secret" in text:
            raise ValueError(text)
        return READING

    monkeypatch.setattr(engine, "load", lambda: None)
    monkeypatch.setattr(engine, "read", read)


@pytest.mark.usefixtures("_reader")
class TestCommand:
    """The command around it; the reader is a stand-in."""

    def test_text(self) -> None:
        """Quote, place, meaning, status and what set it."""
        shown = run().stdout
        assert '1:19    "Goal: hip flexors 4+/5"' in shown
        assert "hip flexion 4+/5 (a goal) because of Goal" in shown

    def test_json(self) -> None:
        """The note and facts of the report."""
        sheet = json.loads(run("--format", "json").stdout)
        assert sheet["note"]["chars"] == len(TEXT)
        assert sheet["facts"][0]["cues"] == [{"text": "Goal", "start": 0, "end": 4, "category": "GOAL"}]

    def test_html_to_a_file(self, tmp_path: Path) -> None:
        """One page, written at once."""
        out = tmp_path / "facts.html"
        assert run("-", "--format", "html", "--out", str(out)).exit_code == 0
        assert Document(out.read_bytes().decode()).marked == ["4+/5"]
        assert run("-", "--out", str(out)).exit_code == 2

    @pytest.mark.parametrize(
        ("args", "stdin", "code"), [([], "", 4), (["gone.txt"], "", 2), ([], "secret", 4)]
    )
    def test_failures(self, args: list[str], stdin: str, code: int) -> None:
        """One sentence, nothing of the note."""
        result = run(*args, stdin=stdin)
        assert (result.exit_code, result.stdout) == (code, "")
        assert len(result.stderr.splitlines()) == 1
        assert "secret" not in result.stderr
