"""medspaCy's matcher over the words of a note.

The note's own tokens are medspaCy's; phrases are matched on a second ``Doc`` that holds its words alone
(:mod:`rehabcode.nlp.words`), so that double blanks and wrapped lines inside a phrase do not hide it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

from rehabcode.nlp.medspacy_lite import MedspacyMatcher
from rehabcode.nlp.words import Match, Words, split


@dataclass(frozen=True)
class _WordTokenizer:
    """What medspaCy's matcher needs of a pipeline: a vocabulary and a tokenizer for the rules' phrases."""

    vocab: Vocab

    @property
    def tokenizer(self) -> _WordTokenizer:
        return self

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=split(text))


class WordMatcher:
    """medspaCy's ``MedspacyMatcher`` (phrases, token patterns, regular expressions) on words; rules by number.

    Parameters
    ----------
    vocab : Vocab
        Vocabulary shared with the notes.
    name : str
        Name of the matcher.
    """

    def __init__(self, vocab: Vocab, name: str):
        self._matcher = MedspacyMatcher(_WordTokenizer(vocab), name=name, prune=False)
        self._strings = vocab.strings
        self._number: dict[str, int] = {}
        self.rules: list[Any] = []
        """The rules, by number."""

    def add(self, rules: Iterable[Any]) -> None:
        """Add medspaCy rules."""
        self._matcher.add(list(rules))
        self.rules = list(self._matcher.rules)
        self._number = {rule_id: i for i, rule_id in enumerate(self._matcher.rule_map)}

    def __call__(self, word_doc: Doc, words: Words) -> list[Match]:
        """Return every match inside one sentence, in text order."""
        number, strings = self._number, self._strings
        found = sorted([(m[1], m[2], number[strings[m[0]]]) for m in self._matcher(word_doc)])
        return words.in_one_sentence(found)
