"""A calibration plot as one small SVG file, and as text."""

from __future__ import annotations

from collections.abc import Sequence

from rehabcode.training.measures import Bin

_SIDE = 300
_EDGE = 40


def _at(x: float, y: float) -> tuple[str, str]:
    return f"{_EDGE + x * _SIDE:.1f}", f"{_EDGE + (1 - y) * _SIDE:.1f}"


def calibration_svg(bins: Sequence[Bin], title: str) -> str:
    """Return the plot: one dot a bin, as large as the bin is full; on the line the confidence is right."""
    most = max((b.count for b in bins), default=1)
    size = _SIDE + 2 * _EDGE
    x0, y0 = _at(0, 0)
    x1, y1 = _at(1, 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size + 10}" '
        f'viewBox="0 0 {size} {size + 10}" role="img" font-family="sans-serif" font-size="12">',
        f"<title>{title}</title>",
        f'<rect width="{size}" height="{size + 10}" fill="#fff"/>',
        f'<rect x="{x0}" y="{y1}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#999"/>',
        f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for b in bins:
        x, y = _at(b.confidence, b.right)
        radius = 3 + 9 * (b.count / most) ** 0.5
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="#0072b2" fill-opacity="0.7">'
            f"<title>{b.count} notes: confidence {b.confidence:.2f}, right {b.right:.2f}</title></circle>"
        )
    for tick in (0, 0.5, 1):
        x, y = _at(tick, tick)
        parts.append(f'<text x="{x}" y="{_EDGE + _SIDE + 16}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{_EDGE - 6}" y="{y}" text-anchor="end">{tick:g}</text>')
    middle = f"{_EDGE + _SIDE / 2:.1f}"
    parts += [
        f'<text x="{middle}" y="{_EDGE + _SIDE + 36}" text-anchor="middle">confidence</text>',
        f'<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">'
        "share right</text>",
        f'<text x="{middle}" y="{_EDGE - 14}" text-anchor="middle">{title}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def calibration_text(bins: Sequence[Bin]) -> list[str]:
    """Return the plot as lines: the bar is the share right, the mark where the confidence stands."""
    lines = []
    for b in bins:
        bar = ["#" if i < round(b.right * 40) else "." for i in range(41)]
        bar[round(b.confidence * 40)] = "|"
        lines.append(
            f"{b.low:.1f}-{b.high:.1f} {b.count:5d} {''.join(bar)} "
            f"right {b.right:.2f}, said {b.confidence:.2f}"
        )
    return lines
