"""Reading without a ``Doc``: the same rules and the same readers on plain strings, for whole archives.

The medspaCy pipeline tokenizes every note and builds two ``Doc`` objects that no reader looks at. Here the same
phrases are found by one walk over the note's words. The readings are equal by construction (the same words, the
same match selection, the same scopes) and by test, on all sample notes and on random text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rehabcode.nlp import lexicon
from rehabcode.nlp.context import cue_plans, modifiers, scopes
from rehabcode.nlp.facts import Reading
from rehabcode.nlp.gate import Gate
from rehabcode.nlp.helpers_named import with_named
from rehabcode.nlp.layout import layout
from rehabcode.nlp.readers import read_view, unread
from rehabcode.nlp.sections import Headings
from rehabcode.nlp.targets import Phrases, items
from rehabcode.nlp.view import NoteView
from rehabcode.nlp.words import PhraseTrie, words_of


class FastReader:
    """Reads notes as :func:`rehabcode.nlp.pipeline.read` does, without spaCy.

    Parameters
    ----------
    rules : Path, optional
        JSON file with a user's further rules; only literal rules can be read this way.

    Raises
    ------
    ValueError
        If a user's rule holds a token pattern or regular expression (the medspaCy pipeline reads those).
    """

    def __init__(self, rules: Path | None = None):
        targets, cues, sections = lexicon.target_rules(), lexicon.context_rules(), lexicon.section_rules()
        if rules is not None:
            from rehabcode.nlp.native_rules import needs_pipeline, user_rules

            more = user_rules(rules)
            if needs_pipeline(more):
                raise ValueError(f"{rules.name}: rules with a pattern need the medspaCy pipeline")
            targets, cues, sections = targets + more.targets, cues + more.cues, sections + more.sections
        self._targets, self._cues = Phrases(targets), cue_plans(cues)
        self._trie = PhraseTrie([rule.literal for rule in targets] + [cue.literal for cue in cues])
        self._first_cue = len(targets)
        self._headings = Headings(sections)
        self._rules = targets
        self._gate: Gate | None = None
        self._asked = False

    def view(self, text: str) -> NoteView:
        """Return the note as the readers see it."""
        found = layout(text)
        words = words_of(text, found)
        matches, behind = self._trie(words), self._first_cue
        hits = items([m for m in matches if m[2] < behind], self._targets, words, text)
        said = [(first, last, number - behind) for first, last, number in matches if number >= behind]
        cues = scopes(modifiers(said, self._cues, words), words)
        return NoteView(text, found, self._headings.sections(text, found), with_named(text, hits), cues)

    def __call__(self, text: str) -> Reading:
        """Read one note. The gate is built for the second one: a single note is read sooner without it."""
        if self._gate is None and self._asked:
            self._gate = Gate(self._rules)
        self._asked = True
        if self._gate is not None and self._gate.closed(text):
            return unread(text)
        return read_view(self.view(text))


@cache
def default_reader() -> FastReader:
    """Return the shared reader without user rules, built on first use."""
    return FastReader()
