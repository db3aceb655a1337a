"""The benchmarks: how what was measured is shown, what counts as a loss, and what is measured; no times."""

import xml.etree.ElementTree as ET
from types import ModuleType
from typing import Any

import pytest

from bs_validate import validate
from support.places import SCRIPTS


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))


def _modules() -> tuple[ModuleType, ModuleType, ModuleType, ModuleType]:
    from benchmarks import guard, plot, results, tables

    return guard, plot, results, tables


def _results(**changed: float) -> Any:
    """Return results in which all targets are met, with changes by what they are of."""
    _, _, names, _ = _modules()
    of = {
        "valid": 4.0,
        "text": 6.0,
        "five": 24.0,
        "lint": 0.06,
        "many": 0.15,
        "lines": 2.0,
        "import": 0.016,
        "memory": 30.0,
        **changed,
    }
    peers = {
        f"{peer}, {names.LIBRARIES_WAY}": took
        for peer, took in {
            "pydantic": 70.0,
            "jsonschema-rs": 80.0,
            "msgspec": 85.0,
            "fastjsonschema": 120.0,
            "jsonschema": 280.0,
        }.items()
    }
    run = names.Run

    def alike(seconds: float) -> Any:
        return run(seconds, seconds)

    contacts = {
        "a valid contact": {names.FLOOR: 2.0, names.OURS: of["valid"], **peers},
        "a valid contact as text": {names.TEXT_FLOOR: 3.5, names.TEXT: of["text"]},
        "a contact with faults": {names.FIVE_FLOOR: 17.0, names.FIVE: of["five"]},
    }
    one = {
        names.INTERPRETER: 0.02,
        names.LINT_HOST: of["lint"],
        names.LINT: of["lint"],
        names.CHECK_JSONSCHEMA: 0.2,
        "ajv-cli": 0.4,
    }
    many = {names.LINT: of["many"], names.CHECK_JSONSCHEMA: 0.45, "ajv-cli": 0.6}
    files = {names.ONE: one, names.MANY: many}
    return names.Results(
        "a machine",
        contacts,
        {title: {name: alike(took) for name, took in column.items()} for title, column in files.items()},
        {names.PACKAGE: names.Import(alike(of["import"]), 14.0), names.JSONSCHEMA: names.Import(alike(0.06), 20.0)},
        names.Lines(100_000, 50_000_000, 2, {names.FILE: alike(of["lines"])}, 9e-6, 40e-6, (30.0, of["memory"])),
    )


def test_the_targets_are_the_ratios_that_were_asked_for() -> None:
    """Each with its bound; a row says whether it is met."""
    _, _, _, tables = _modules()
    found = tables.targets(_results())
    assert all(target.met for target in found)
    assert sorted(target.bound for target in found) == [0.35, 0.6, 1.1, 1.5, 2, 2.2, 3, 3, 10, 15, 40]
    assert "| a valid contact, to the floor | 2.00 | ≤ 2.2 | met |" in tables.report(_results())


@pytest.mark.parametrize(
    ("change", "missed"),
    [
        ({"valid": 4.5}, ["a valid contact, to the floor"]),
        ({"valid": 7.1}, ["a valid contact", "jsonschema with", "pydantic with"]),
        ({"text": 7.1}, ["its JSON text"]),
        ({"five": 25.9}, ["five faults"]),
        ({"lint": 0.061}, ["a small file, a host", "a small file, a contact"]),
        ({"many": 0.16}, ["1,000 small files"]),
        ({"lines": 3.4}, ["the rate on lines"]),
        ({"memory": 34.0}, ["the memory"]),
    ],
)
def test_a_target_that_is_not_met_is_named_as_missed(change: dict[str, float], missed: list[str]) -> None:
    """And no other."""
    _, _, _, tables = _modules()
    rows = [line for line in tables.report(_results(**change)).splitlines() if line.endswith("**missed** |")]
    for row, name in zip(rows, missed, strict=True):
        assert row.startswith(f"| {name}")


def test_the_share_of_a_core_is_what_each_has_done() -> None:
    """100,000 lines in 2 s on 2 cores, of 40 µs each in the process: as fast as in the process."""
    _, _, _, tables = _modules()
    assert tables.share(_results().lines) == pytest.approx(1.0)
    assert tables.share(_results().lines, errors_alone=True) == pytest.approx(0.225)
    assert tables.share(_results(lines=4.0).lines) == pytest.approx(0.5)


def test_the_guard_fails_on_gross_loss_alone() -> None:
    """More than twice what is recorded; noise of less than that passes."""
    guard, _, _, _ = _modules()
    assert set(guard.ratios(_results())) == set(guard.RECORDED)
    assert guard.losses(guard.ratios(_results())) == []
    assert guard.losses({name: value * 1.99 for name, value in guard.RECORDED.items()}) == []
    assert len(guard.losses({name: value * 2.01 for name, value in guard.RECORDED.items()})) == len(guard.RECORDED)


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"valid": 9.0}, "a valid contact"),
        ({"text": 14.0}, "its JSON text"),
        ({"five": 60.0}, "five faults"),
        ({"many": 0.6}, "1,000 files"),
        ({"lines": 20.0}, "a line in the command"),
        ({"import": 0.04}, "the import"),
    ],
)
def test_the_guard_tells_what_was_lost(change: dict[str, float], lost: str) -> None:
    """The ratio, and what it may be."""
    guard, _, _, _ = _modules()
    (loss,) = guard.losses(guard.ratios(_results(**change)))
    assert loss.startswith(lost)
    assert ", and not more than " in loss


def test_the_guard_measures_again_before_it_fails() -> None:
    """And takes the better of each ratio: what disturbs one run is no loss."""
    guard, _, _, _ = _modules()
    once, again = guard.ratios(_results(valid=9.0, text=14.0)), guard.ratios(_results(text=14.0))
    assert [loss.partition(",")[0] for loss in guard.losses(guard.least(once, again))] == ["its JSON text"]


def test_the_picture_has_a_bar_for_each_row() -> None:
    """Longer for what takes longer, each in the colour of its kind; it is well-formed and has a title."""
    _, plot, _, _ = _modules()
    panels = plot.panels(_results())
    root = ET.fromstring(plot.svg(panels))  # noqa: S314  # ours
    drawn = iter([one for one in root.iter("{http://www.w3.org/2000/svg}rect") if one.get("class") != "page"])
    for panel in panels:
        bars = [next(drawn) for _ in panel.bars]
        assert [bar.get("class") for bar in bars] == [row.kind for row in panel.bars]
        widths = [float(bar.get("width", "")) for bar in bars]
        assert min(widths) > 0
        by_width, by_value = (
            sorted(range(len(bars)), key=values.__getitem__) for values in (widths, [row.value for row in panel.bars])
        )
        assert by_width == by_value
    assert list(drawn) == []
    assert [sum(row.kind == kind for panel in panels for row in panel.bars) for kind in ("ours", "peer", "least")] == [4, 9, 2]
    assert root.findtext("{http://www.w3.org/2000/svg}title")


def test_what_is_measured_has_the_faults_that_its_name_says() -> None:
    """And valid contacts that are undoubted have not even a warning; no two are the same."""
    import contacts

    some = list(contacts.contacts(50))
    undoubted = list(contacts.contacts(50, undoubted=True))
    assert len({contacts.line(one) for one in some}) == len({contacts.line(one) for one in undoubted}) == 50
    for one in undoubted:
        report = validate(contacts.document(one), "contact.create")
        assert report.valid
        assert report.warnings == ()
    for count, change in (
        (0, dict),
        (1, contacts.with_one_fault),
        (3, contacts.with_three_faults),
        (5, contacts.with_five_faults),
    ):
        assert {len(validate(contacts.document(change(one)), "contact.create").errors) for one in some} == {count}


def test_documentation_has_one_place_for_the_measured_tables() -> None:
    """The script puts the picture and the tables there."""
    import bench

    filled = bench.filled(bench.PAGE.read_text(encoding="utf-8"), _results())
    assert "| a valid contact, to the floor | 2.00 |" in filled.partition("\n## One contact, one file\n")[2].partition("\n## ")[0]
    assert bench.filled(filled, _results()) == filled
    with pytest.raises(SystemExit, match="0 times"):
        bench.filled("", _results())
