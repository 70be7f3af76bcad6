"""medspaCy target matching over the lexicons: phrases of the note with their canonical values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from rehabcode.nlp.matching import WordMatcher
from rehabcode.nlp.medspacy_lite import TargetRule
from rehabcode.nlp.view import Item
from rehabcode.nlp.words import Match, Words, longest

TARGETS = "rehabcode_targets"


def items(matches: Sequence[Match], rules: Sequence[TargetRule], words: Words, text: str) -> tuple[Item, ...]:
    """Return the lexical items of a note, in text order.

    The longest phrase wins among the phrases of one lexicon (``metadata["topic"]``); different lexicons do not
    disturb each other. ``metadata["case"]`` restricts a phrase to capitals (``upper``) or to its very form
    (``exact``).
    """
    topics: dict[str, list[Match]] = defaultdict(list)
    starts, ends = words.starts, words.ends
    for match in matches:
        metadata = rules[match[0]].metadata or {}
        case = metadata.get("case")
        if case and not _case_fits(case, metadata["literal"], text[starts[match[1]] : ends[match[2] - 1]]):
            continue
        topics[metadata.get("topic", "")].append(match)
    out = []
    for found in topics.values():
        for number, first, last in longest(found):
            rule = rules[number]
            start, end = starts[first], ends[last - 1]
            metadata = rule.metadata or {}
            value = metadata.get("value") or text[start:end].lower()
            out.append(Item(start, end, rule.category, value, metadata))
    return tuple(sorted(out, key=lambda i: (i.start, -i.end, i.kind, i.value)))


def _case_fits(case: str, literal: str, written: str) -> bool:
    """Whether a phrase that counts only in one form of capitals stands in that form."""
    return written.isupper() if case == "upper" else " ".join(written.split()) == literal


class TargetFinder:
    """The pipeline component: ``doc._.rehab_items`` and, when asked for, the span group ``rehabcode_targets``.

    Parameters
    ----------
    nlp : Language
        Pipeline whose vocabulary is used.
    rules : iterable of TargetRule
        medspaCy target rules; see :func:`items` for the metadata that is heeded.
    spans : bool
        Whether to publish the hits as a span group (readers do not need it).
    """

    def __init__(self, nlp: Language, rules: Iterable[TargetRule] = (), *, spans: bool = True):
        self._matcher = WordMatcher(nlp.vocab, "rehabcode_targets")
        self._spans = spans
        self.add(rules)

    def add(self, rules: TargetRule | Iterable[TargetRule]) -> None:
        """Add one or several medspaCy target rules."""
        self._matcher.add([rules] if isinstance(rules, TargetRule) else list(rules))

    @property
    def rules(self) -> list[TargetRule]:
        """All target rules."""
        return list(self._matcher.rules)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.rehab_items`` and the span group."""
        words: Words = doc._.rehab_words
        matches = self._matcher(doc._.rehab_word_doc, words)
        found = items(matches, self._matcher.rules, words, doc._.rehab_layout.text)
        doc._.rehab_items = found
        if self._spans:
            doc.spans[TARGETS] = [
                doc.char_span(i.start, i.end, label=i.kind, alignment_mode="expand") for i in found
            ]
        return doc
