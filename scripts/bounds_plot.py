"""Draw time against size as SVG, both logarithmic, for light and dark pages."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

Line = tuple[str, str, Mapping[int, float]]

_WIDTH, _HEIGHT = 860, 470
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 190, 46, 50
#: By kind: colours for light and for dark pages, which differ in lightness too.
_COLOURS = {"format": ("#0b62c4", "#6cb2ff"), "container": ("#b3400d", "#ff9e64"), "entry": ("#0a7a4b", "#5fd6a0")}
_TITLES = {"format": "one text", "container": "containers and files", "entry": "other entries"}
_LABEL_HEIGHT = 15


def plot(lines: Sequence[Line], sizes: Mapping[int, str]) -> str:
    """Return the plot of lines, each with a kind, a name and its seconds by size; ``sizes`` names the sizes."""
    times = [seconds for _, _, worst in lines for seconds in worst.values()]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    first, last = math.log10(min(sizes)), math.log10(max(sizes))

    def x(size: float) -> float:
        return _LEFT + (math.log10(size) - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)

    def y(seconds: float) -> float:
        return _HEIGHT - _BOTTOM - (math.log10(seconds) - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [*_frame(sizes, range(low, high + 1), x, y)]
    ends = _apart({name: y(worst[max(worst)]) for _, name, worst in lines})
    for kind, name, worst in lines:
        points = " ".join(f"{x(size):.1f},{y(seconds):.1f}" for size, seconds in worst.items())
        parts.append(f'<polyline class="{kind}" points="{points}"/>')
        right, end = x(max(sizes)), y(worst[max(worst)])
        parts.append(f'<path class="lead" d="M{x(max(worst)) + 3:.1f} {end:.1f}L{right + 16:.1f} {ends[name]:.1f}"/>')
        parts.append(f'<text class="{kind}" x="{right + 20:.1f}" y="{ends[name] + 4:.1f}">{escape(name)}</text>')
    return _svg(parts)


def _frame(sizes: Mapping[int, str], powers: range, x: Callable[[float], float], y: Callable[[float], float]) -> Iterator[str]:
    """Draw the grid with its names, the titles, and the slope of linear growth."""
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    for size, name in sizes.items():
        yield f'<path class="grid" d="M{x(size):.1f} {_TOP}V{bottom}"/>'
        yield f'<text class="axis" x="{x(size):.1f}" y="{bottom + 20}" text-anchor="middle">{name}</text>'
    for power in powers:
        seconds = 10.0**power
        name = f"{seconds:g} s" if power >= 0 else f"{seconds * 1e3:g} ms" if power >= -3 else f"{seconds * 1e6:g} µs"
        yield f'<path class="grid" d="M{_LEFT} {y(seconds):.1f}H{right}"/>'
        yield f'<text class="axis" x="{_LEFT - 8}" y="{y(seconds) + 4:.1f}" text-anchor="end">{name}</text>'
    at = _LEFT
    for kind, title in _TITLES.items():
        yield f'<path class="{kind} key" d="M{at} 20h22"/><text class="axis" x="{at + 28}" y="24">{title}</text>'
        at += 60 + 7 * len(title)
    yield f'<path class="linear" d="M{at} 20h22"/><text class="axis" x="{at + 28}" y="24">time as size</text>'
    small, large = min(sizes), max(sizes)
    for power in powers:
        start, end = 10.0**power, 10.0**power * large / small
        if end <= 10.0 ** powers[-1]:
            yield f'<path class="linear" d="M{x(small):.1f} {y(start):.1f}L{x(large):.1f} {y(end):.1f}"/>'
    yield f'<text class="axis" x="{(_LEFT + right) / 2}" y="{bottom + 42}" text-anchor="middle">size of the input</text>'


def _apart(wanted: Mapping[str, float]) -> dict[str, float]:
    """Return the heights of labels, moved until none covers another."""
    placed: dict[str, float] = {}
    at = -math.inf
    for name, height in sorted(wanted.items(), key=lambda item: item[1]):
        at = placed[name] = max(height, at + _LABEL_HEIGHT)
    over = max(at - (_HEIGHT - _BOTTOM), 0.0)
    at = math.inf
    for name in reversed(placed):
        at = placed[name] = min(placed[name], at - _LABEL_HEIGHT) if at < math.inf else placed[name] - over
    return placed


def _svg(parts: Sequence[str]) -> str:
    light = "".join(_style(kind, colours[0]) for kind, colours in _COLOURS.items())
    dark = "".join(_style(kind, colours[1]) for kind, colours in _COLOURS.items())
    style = (
        "text{font:12px system-ui,sans-serif}polyline,path{fill:none;stroke-width:1.8}"
        ".grid{stroke:#d8dee4;stroke-width:1}.linear{stroke:#8b949e;stroke-width:1;stroke-dasharray:3 4}"
        f".lead{{stroke:#8b949e;stroke-width:.7}}.axis{{fill:#57606a}}{light}"
        f"@media(prefers-color-scheme:dark){{.grid{{stroke:#30363d}}.axis{{fill:#9aa4ae}}{dark}}}"
    )
    label = (
        "Processor time against size of the input, both logarithmic: every line runs beside those of time as size, or flatter."
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">\n'
        f"<style>{style}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _style(kind: str, colour: str) -> str:
    return f"polyline.{kind},path.{kind}{{stroke:{colour}}}text.{kind}{{fill:{colour}}}"
