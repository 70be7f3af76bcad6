"""``rehabcode --version``: everything an answer depends on."""

from __future__ import annotations


def version_line() -> str:
    """Return package version, code-set release and rules hash in one line."""
    from rehabcode.models.official import Official
    from rehabcode.models.report import rules_hash, version

    return f"rehabcode {version()}, code set {Official.load().release}, rules {rules_hash()}"
