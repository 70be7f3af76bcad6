"""The code order: rules in the order in which they are asked; the first that fires gives the primary code."""

from __future__ import annotations

from rehabcode.models.rules.base import Documented, Offer, Proposal, Rule
from rehabcode.models.rules.causes import DocumentedCause
from rehabcode.models.rules.companions import COMPANIONS
from rehabcode.models.rules.covid import ActiveCovid
from rehabcode.models.rules.exclusive import ExclusiveMyopathy
from rehabcode.models.rules.focal import Aftercare, OneLimb, OneLimbWasting, OneSide
from rehabcode.models.rules.frailty import Frailty
from rehabcode.models.rules.generalized import GeneralizedWeakness
from rehabcode.models.rules.pain import Cramp, Myalgia, PainLimitedMyalgia, PainSyndrome
from rehabcode.models.rules.sarcopenia import Sarcopenia
from rehabcode.models.rules.stroke import AcuteStroke, StrokeSequela
from rehabcode.models.rules.words import (
    DebilityOnly,
    FatigueOnly,
    MuscleWeaknessWords,
    OneLimbWords,
    WeakAndTired,
    WeaknessWords,
    WrittenOnly,
)

RULES: tuple[Rule, ...] = (
    ActiveCovid(),
    Sarcopenia(),
    ExclusiveMyopathy(),
    AcuteStroke(),
    StrokeSequela(),
    DocumentedCause(),
    OneSide(),
    Aftercare(),
    OneLimbWasting(),
    OneLimb(),
    GeneralizedWeakness(),
    Frailty(),
    PainSyndrome(),
    PainLimitedMyalgia(),
    OneLimbWords(),
    WeakAndTired(),
    MuscleWeaknessWords(),
    WeaknessWords(),
    WrittenOnly(),
    FatigueOnly(),
    DebilityOnly(),
    Myalgia(),
    Cramp(),
)

DOCUMENTED: tuple[Documented, ...] = (*RULES, *COMPANIONS)
"""Every rule with a manual page."""

__all__ = [
    "COMPANIONS",
    "DOCUMENTED",
    "RULES",
    "Offer",
    "Proposal",
    "Rule",
]
