"""Draw the measured values as bars on a logarithmic scale, for light and dark pages."""

import math
from html import escape
from typing import NamedTuple

from benchmarks.results import FLOOR, INTERPRETER, LIBRARIES_WAY, LINT, MANY, ONE, OURS, TEXT, Results
from benchmarks.tables import shown

WIDTH, LABELS, ROW, TOP, RIGHT = 860, 270, 25, 40, 80
STYLE = """\
    rect.page { fill: #ffffff } text { fill: #1f2328; font: 13px system-ui, sans-serif }
    text.title { font-size: 14px; font-weight: 600 } text.scale, text.unit { fill: #59636e; font-size: 11px }
    text.ours { font-weight: 700 } line { stroke: #d1d9e0 }
    rect.peer { fill: #8c959f } rect.ours { fill: #0969da } rect.least { fill: #c9d1d9 }
    @media (prefers-color-scheme: dark) {
      rect.page { fill: #0d1117 } text { fill: #e6edf3 } text.scale, text.unit { fill: #9198a1 } line { stroke: #3d444d }
      rect.peer { fill: #6e7681 } rect.ours { fill: #4493f8 } rect.least { fill: #484f58 }
    }"""


class Bar(NamedTuple):
    """A row of a panel: its name, its value, and whether it is ours, a peer or the least possible value."""

    name: str
    value: float
    kind: str


class Panel(NamedTuple):
    """Bars of one unit."""

    title: str
    unit: str
    bars: list[Bar]


def panels(results: Results) -> list[Panel]:
    """Return the panels of the picture: a valid contact in the process, and files as whole processes."""
    took = results.took
    contact = [
        Bar("the floor: jsonschema-rs, no formats", took[FLOOR], "least"),
        Bar("bs-validate", took[OURS], "ours"),
        Bar("bs-validate, from JSON text", took[TEXT], "ours"),
        *(
            Bar(peer, took[f"{peer}, {LIBRARIES_WAY}"], "peer")
            for peer in ("pydantic", "jsonschema-rs", "msgspec", "fastjsonschema", "jsonschema")
        ),
    ]
    files = []
    for title in (ONE, MANY):
        bars = []
        for name, one in results.files[title].items():
            kind = "ours" if name == LINT else "least" if name == INTERPRETER else "peer"
            bars.append(Bar(name.strip("*"), one.passed * 1e3, kind))
        files.append(Panel(f"{title}, whole process; the others check no formats", "ms", bars))
    return [Panel(f"A valid contact; the peers with {LIBRARIES_WAY} of formats", "µs", contact), *files]


def svg(found: list[Panel]) -> str:
    """Return the picture."""
    parts, top = [], 0
    for panel in found:
        parts += _panel(panel, top)
        top += _height(panel)
    title = "What a contact and a file take; shorter is faster, and each line up is ten times as much"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + 8}" width="{WIDTH}" role="img">',
            f"  <title>{title}</title>",
            f"  <style>\n{STYLE}\n  </style>",
            f'  <rect class="page" width="{WIDTH}" height="{top + 8}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _height(panel: Panel) -> int:
    return TOP + len(panel.bars) * ROW + 26


def _panel(panel: Panel, top: int) -> list[str]:
    values = [bar.value for bar in panel.bars]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    if 10**low > min(values) * 0.8:  # the shortest bar is to be seen
        low -= 1

    def at(value: float) -> float:
        return LABELS + (math.log10(value) - low) / (high - low) * (WIDTH - LABELS - RIGHT)

    bottom = top + TOP + len(panel.bars) * ROW
    parts = [f'  <text class="title" x="16" y="{top + 26}">{escape(panel.title)}</text>']
    for power in range(low, high + 1):
        x = at(10**power)
        parts.append(f'  <line x1="{x:.1f}" x2="{x:.1f}" y1="{top + TOP - 4}" y2="{bottom + 2}"/>')
        label = f"{10**power:,g} {panel.unit}"
        parts.append(f'  <text class="scale" x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{label}</text>')
    for number, bar in enumerate(panel.bars):
        y = top + TOP + number * ROW
        end = at(bar.value)
        parts.append(
            f'  <text class="{bar.kind}" x="{LABELS - 8}" y="{y + 15}" text-anchor="end">{escape(bar.name)}</text>'
            f'<rect class="{bar.kind}" x="{LABELS}" y="{y + 2}" width="{end - LABELS:.1f}" height="{ROW - 7}" rx="2"/>'
            f'<text class="{bar.kind}" x="{end + 6:.1f}" y="{y + 15}">{shown(bar.value)} {panel.unit}</text>'
        )
    return parts
