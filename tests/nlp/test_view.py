"""What the readers ask of a note's view, and the order of its facts."""

from __future__ import annotations

from rehabcode.nlp.facts import Limitation, Test, Weakness, in_order
from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.view import NoteView


def test_places_of_words_are_in_text_order_and_each_once() -> None:
    view = default_reader().view("Before: was indep. Was BEFORE that.")
    assert view.places(["was", "before", "befor"]) == [0, 8, 19, 23]


def test_what_several_readers_ask_is_worked_out_once() -> None:
    asked: list[NoteView] = []

    def lines(view: NoteView) -> int:
        asked.append(view)
        return len(view.layout.lines)

    view = default_reader().view("one\ntwo")
    assert (view.once(lines), view.once(lines), len(asked)) == (2, 2, 1)


def test_facts_are_numbered_by_place_then_kind_then_content() -> None:
    weak = Weakness(start=4, end=8, text="weak", pattern="limb")
    walk = Limitation(start=4, end=8, text="weak", category="walk", icf="d450")
    dress = Limitation(start=4, end=8, text="weak", category="dressing", icf="d540")
    test = Test(start=0, end=3, text="TUG", test="TUG")
    for facts in ([weak, walk, dress, test], [test, dress, walk, weak]):
        assert [(f.id, f.kind, getattr(f, "category", "")) for f in in_order(facts)] == [
            ("f1", "test", ""),
            ("f2", "limitation", "dressing"),
            ("f3", "limitation", "walk"),
            ("f4", "weakness", ""),
        ]
    assert weak.id == ""
