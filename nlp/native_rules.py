"""Rules as medspaCy's own objects: the project's (from :mod:`rehabcode.nlp.lexicon`) and a user's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from rehabcode.nlp import lexicon
from rehabcode.nlp.medspacy_lite import ConTextRule, SectionRule, TargetRule


def target_rules() -> list[TargetRule]:
    """Return the target rules of all lexicons."""
    return [TargetRule(r.literal, r.category, metadata=dict(r.metadata)) for r in lexicon.target_rules()]


def context_rules() -> list[ConTextRule]:
    """Return the ConText rules."""
    return [
        ConTextRule(
            r.literal,
            r.category,
            direction=r.direction,
            max_scope=r.max_scope,
            allowed_types=set(r.allowed_types) if r.allowed_types else None,
            terminated_by=set(r.terminated_by) or None,
            metadata=dict(r.metadata),
        )
        for r in lexicon.context_rules()
    ]


def section_rules() -> list[SectionRule]:
    """Return the section rules."""
    return [SectionRule(r.literal, r.category, metadata=dict(r.metadata)) for r in lexicon.section_rules()]


class UserRules(NamedTuple):
    """A user's further rules, in medspaCy's own form."""

    targets: list[TargetRule]
    cues: list[ConTextRule]
    sections: list[SectionRule]


def user_rules(path: Path) -> UserRules:
    """Read a JSON file with any of ``target_rules``, ``context_rules`` and ``section_rules``.

    Raises
    ------
    ValueError
        If the file is not JSON or a rule has unknown keys; the message names the file, never a note.
    """
    try:
        rules = json.loads(path.read_text(encoding="utf-8"))
        return UserRules(
            [TargetRule.from_dict(_plain(r)) for r in rules.get("target_rules", [])],
            [ConTextRule.from_dict(r) for r in rules.get("context_rules", [])],
            [SectionRule.from_dict(r) for r in rules.get("section_rules", [])],
        )
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise ValueError(f"{path.name} is not a rules file in medspaCy's form: {error}") from error


def needs_pipeline(rules: UserRules) -> bool:
    """Whether a rule has a token pattern or regular expression, which only the medspaCy pipeline reads."""
    return any(rule.pattern is not None for rule in (*rules.targets, *rules.cues, *rules.sections))


def _plain(rule: dict[str, object]) -> dict[str, object]:
    """A target rule whose metadata names its literal, as the finder needs for ``case``."""
    metadata = rule.get("metadata") or {}
    return {**rule, "metadata": {"topic": "user", "literal": rule.get("literal", ""), **dict(metadata)}}  # type: ignore[call-overload]
