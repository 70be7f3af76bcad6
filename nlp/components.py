"""The spaCy components: medspaCy's own classes around the steps of this package.

Each component holds medspaCy rule objects, so that rules can be added as in medspaCy, and leaves its result on the
``Doc`` twice: in medspaCy's form and, for the readers, in offsets.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from rehabcode.nlp.context import Modifier, cue_plans, modifiers, scopes
from rehabcode.nlp.matching import WordMatcher
from rehabcode.nlp.medspacy_lite import (
    ConText,
    ConTextGraph,
    ConTextModifier,
    ConTextRule,
    Sectionizer,
    SectionRule,
    TargetRule,
)
from rehabcode.nlp.medspacy_lite import Section as MedspacySection
from rehabcode.nlp.sections import Headings, bodies
from rehabcode.nlp.targets import Phrases, items
from rehabcode.nlp.words import Words

TARGETS = "rehabcode_targets"


class TherapySectionizer(Sectionizer):  # type: ignore[misc]
    """medspaCy's Sectionizer with therapy headings (:mod:`rehabcode.nlp.sections`)."""

    def __init__(self, nlp: Language, name: str = "rehabcode_sections", rules: Iterable[SectionRule] = ()):
        super().__init__(nlp, name=name, rules=None, span_attrs=None)
        self._headings = Headings()
        self.add(rules)

    def add(self, rules: SectionRule | Iterable[SectionRule]) -> None:
        """Add one or several section rules."""
        self._headings.add([rules] if isinstance(rules, SectionRule) else rules)

    @property
    def rules(self) -> list[SectionRule]:
        """All section rules, in the order they were added."""
        return list(self._headings.rules)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.sections`` (medspaCy sections by token) and ``doc._.rehab_sections`` (by offset)."""
        text = doc._.rehab_layout.text
        headings = self._headings.find(text, doc._.rehab_layout)
        token_at = doc._.rehab_token_at
        native = [MedspacySection(None, 0, 0, 0, token_at(headings[0][0]) if headings else len(doc))]
        found = tuple(bodies(headings, doc._.rehab_layout))
        rules = {start: rule for start, _, rule in headings}
        for section in found:
            start, body, end = token_at(section.start), token_at(section.body), token_at(section.end)
            native.append(
                MedspacySection(section.category, start, body, body, end, None, rules.get(section.start))
            )
        doc._.sections = native
        doc._.rehab_sections = found
        return doc


class TargetFinder:
    """The pipeline component: ``doc._.rehab_items`` and, when asked for, the span group ``rehabcode_targets``.

    Parameters
    ----------
    nlp : Language
        Pipeline whose vocabulary is used.
    rules : iterable of TargetRule
        medspaCy target rules; see :func:`rehabcode.nlp.targets.items` for the metadata that is heeded.
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
        self._phrases = Phrases(self._matcher.rules)

    @property
    def rules(self) -> list[TargetRule]:
        """All target rules."""
        return list(self._matcher.rules)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.rehab_items`` and the span group."""
        words: Words = doc._.rehab_words
        matches = self._matcher(doc._.rehab_word_doc, words)
        found = items(matches, self._phrases, words, doc._.rehab_layout.text)
        doc._.rehab_items = found
        if self._spans:
            spans = (doc.char_span(i.start, i.end, label=i.kind, alignment_mode="expand") for i in found)
            doc.spans[TARGETS] = [span for span in spans if span is not None]
        return doc


class TherapyContext(ConText):  # type: ignore[misc]
    """medspaCy ConText with our rules; cue scopes live in ``doc._.rehab_scopes``, modifiers in the context graph."""

    def __init__(self, nlp: Language, name: str = "rehabcode_context", rules: Iterable[ConTextRule] = ()):
        super().__init__(nlp, name=name, rules=None, span_attrs="default")
        self._matcher = WordMatcher(nlp.vocab, name)
        self.add(list(rules))

    def add(self, rules: ConTextRule | Iterable[ConTextRule]) -> None:
        """Add one or several ConText rules."""
        self._matcher.add([rules] if isinstance(rules, ConTextRule) else list(rules))
        self._plans = cue_plans(self._matcher.rules)

    @property
    def rules(self) -> list[ConTextRule]:
        """All ConText rules."""
        return list(self._matcher.rules)

    def __call__(self, doc: Doc) -> Doc:
        """Find the modifiers of a note and their scopes."""
        words: Words = doc._.rehab_words
        matches = self._matcher(doc._.rehab_word_doc, words)
        found = modifiers(matches, self._plans, words)
        doc._.rehab_scopes = scopes(found, words)
        doc._.context_graph = ConTextGraph(modifiers=[_native(m, words, doc) for m in found])
        return doc


def _native(m: Modifier, words: Words, doc: Doc) -> ConTextModifier:
    """The same modifier as a medspaCy object, by tokens of ``doc``."""
    token = doc._.rehab_token_at
    scope_end = token(words.ends[m.scope_end - 1] - 1) + 1 if m.scope_end > m.scope_start else 0
    return ConTextModifier(
        m.plan.rule,
        token(words.starts[m.start]),
        token(words.ends[m.end - 1] - 1) + 1,
        None,
        scope_start=token(words.starts[m.scope_start]) if scope_end else 0,
        scope_end=scope_end,
    )
