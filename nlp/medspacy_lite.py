"""medspaCy without the parts this project does not use.

``import medspacy`` pulls in QuickUMLS (and with it NLTK, SciPy and pytest) only to register one optional
component. A placeholder stands in for that module during the import and is taken away again, so that a program
that wants the real QuickUMLS later still gets it. PyRuSH logs note tokens through loguru at DEBUG level; its
loggers are switched off before any note is read.
"""

from __future__ import annotations

import sys
from types import ModuleType

_PLACEHOLDERS = ("quickumls", "quickumls.spacy_component")


def _import_without_quickumls() -> None:
    if "medspacy" in sys.modules or "quickumls" in sys.modules:
        import medspacy

        return
    package, component = (ModuleType(name) for name in _PLACEHOLDERS)
    package.spacy_component = component  # type: ignore[attr-defined]
    sys.modules.update(zip(_PLACEHOLDERS, (package, component), strict=True))
    try:
        import medspacy  # noqa: F401
    finally:
        for name in _PLACEHOLDERS:
            sys.modules.pop(name, None)


def _silence_note_logging() -> None:
    from loguru import logger

    for name in ("PyRuSH", "medspacy"):
        logger.disable(name)


_import_without_quickumls()
_silence_note_logging()

from medspacy.common.medspacy_matcher import MedspacyMatcher  # noqa: E402
from medspacy.context import ConText, ConTextGraph, ConTextModifier, ConTextRule  # noqa: E402
from medspacy.custom_tokenizer import create_medspacy_tokenizer  # noqa: E402
from medspacy.section_detection import Section, Sectionizer, SectionRule  # noqa: E402
from medspacy.target_matcher import TargetRule  # noqa: E402

__all__ = [
    "ConText",
    "ConTextGraph",
    "ConTextModifier",
    "ConTextRule",
    "MedspacyMatcher",
    "Section",
    "SectionRule",
    "Sectionizer",
    "TargetRule",
    "create_medspacy_tokenizer",
]
