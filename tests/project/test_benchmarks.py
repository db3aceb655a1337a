"""The benchmarks measure the right contacts, and show values and losses correctly. No times are tested."""

import random
import xml.etree.ElementTree as ET
from types import ModuleType
from typing import Any

import pytest

from bs_validate import validate
from bs_validate.formats import FORMATS
from support.places import SCRIPTS


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))


def _modules() -> tuple[ModuleType, ModuleType, ModuleType, ModuleType]:
    from benchmarks import guard, plot, results, tables

    return guard, plot, results, tables


#: Values with which every target is barely met.
_MEASURED = {
    "valid": 4.0,
    "text": 6.0,
    "warned": 28.0,
    "five": 24.0,
    "lines": 0.7,
    "lint": 0.048,
    "many": 0.085,
    "faulty": 0.15,
    "memory": 15.5,
}


def _results(**changed: float) -> Any:
    """Return results in which all targets are met, with the given changes."""
    _, _, names, _ = _modules()
    of = {**_MEASURED, **changed}
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
        "a valid contact in doubt": {names.PHONES_ALONE: 200.0, names.WARNED: of["warned"]},
        "a contact with faults": {names.FIVE_FLOOR: 50.0, names.FIVE: of["five"]},
    }
    columns = {
        names.ONE: {names.INTERPRETER: 0.02, names.LINT: of["lint"], names.CHECK_JSONSCHEMA: 0.2, "ajv-cli": 0.4},
        names.MANY: {names.LINT: of["many"], names.CHECK_JSONSCHEMA: 0.45, "ajv-cli": 0.6},
        names.FAULTY: {names.LINT: of["faulty"], names.CHECK_JSONSCHEMA: 0.45, "ajv-cli": 0.6},
    }
    return names.Results(
        "a machine",
        contacts,
        {names.OURS: 1.0, f"jsonschema, {names.LIBRARIES_WAY}": 0.08},
        {"phone numbers": 0.995},
        {title: {name: alike(took) for name, took in column.items()} for title, column in columns.items()},
        {names.INTERPRETER: 10.0, names.LINT: of["memory"]},
        {names.PACKAGE: names.Import(alike(0.016), 14.0), names.JSONSCHEMA: names.Import(alike(0.06), 20.0)},
        names.Lines(100_000, 50_000_000, 2, {names.FILE: alike(of["lines"])}, 9e-6, 40e-6, (30.0, 31.0)),
    )


def test_the_targets_are_the_required_ratios() -> None:
    """Each row has the ratio, its target, and whether it is met."""
    _, _, _, tables = _modules()
    rows = tables.report(_results()).partition("| ratio |")[2].splitlines()[2:]
    assert [row.split(" | ")[2] for row in rows] == [
        *("≤ 2.2", "≤ 2", "≤ 0.15", "≤ 0.6", "≥ 0.6", "≤ 2.5", "≤ 0.2", "≤ 0.35", "≤ 1.6"),
    ]
    assert all(row.endswith(" | met |") for row in rows)
    assert rows[0] == "| a valid contact, to the floor | 2.00 | ≤ 2.2 | met |"


@pytest.mark.parametrize(
    ("change", "missed"),
    [
        ({"valid": 4.5}, "a valid contact, to the floor"),
        ({"text": 7.1}, "its JSON text"),
        ({"warned": 32.0}, "its errors and warnings"),
        ({"five": 30.5}, "five faults"),
        ({"lines": 0.77}, "the rate on lines"),
        ({"lint": 0.051}, "one small valid file"),
        ({"many": 0.093}, "1,000 valid files"),
        ({"faulty": 0.162}, "1,000 files with three faults"),
        ({"memory": 16.2}, "memory for one file"),
    ],
)
def test_a_target_that_is_not_met_is_shown_as_missed(change: dict[str, float], missed: str) -> None:
    """No other target is."""
    _, _, _, tables = _modules()
    (row,) = [line for line in tables.report(_results(**change)).splitlines() if line.endswith("**missed** |")]
    assert row.startswith(f"| {missed}")


def test_the_report_says_how_many_valid_contacts_a_peer_accepts() -> None:
    """It also says how many texts are accepted without a call of Python."""
    _, _, names, tables = _modules()
    report = tables.report(_results())
    assert f"| jsonschema, {names.LIBRARIES_WAY} | 280 | 140 | 70.0 | 8% |" in report
    assert "| a valid contact in doubt | µs | to the first row | to the second |\n" in report
    assert "99.5% of the phone numbers" in report


def test_the_share_of_a_core_compares_rates() -> None:
    """100,000 lines in 2 s on 2 cores take 40 µs each, which is as fast as a validation with warnings in one process."""
    from benchmarks import ratios

    assert ratios.share(_results(lines=2.0).lines) == pytest.approx(1.0)
    assert ratios.share(_results(lines=2.0).lines, errors_alone=True) == pytest.approx(0.225)
    assert ratios.share(_results(lines=4.0).lines) == pytest.approx(0.5)


def test_the_guard_fails_only_on_gross_losses() -> None:
    """A ratio may be up to twice as bad as recorded."""
    from benchmarks.ratios import RATIOS

    guard, _, _, _ = _modules()
    assert guard.losses(guard.ratios(_results())) == []

    def worse(factor: float) -> dict[str, float]:
        return {one.what: one.recorded * (factor if one.at_most else 1 / factor) for one in RATIOS}

    assert guard.losses(worse(1.99)) == []
    assert len(guard.losses(worse(2.01))) == len(RATIOS) == 9


def test_the_guard_names_the_ratio_that_was_lost() -> None:
    """It also names the recorded ratio."""
    guard, _, _, _ = _modules()
    (loss,) = guard.losses(guard.ratios(_results(valid=100.0)))
    assert loss.startswith("a valid contact, to the floor: 50.00, which should be ≤ ")


def test_the_guard_fails_if_a_pattern_accepts_too_few_texts() -> None:
    """The engine should call Python for at most one text in a hundred."""
    guard, _, _, _ = _modules()
    assert guard.uncovered(_results()) == []
    (loss,) = guard.uncovered(_results()._replace(covered={"phone numbers": 0.99, "websites": 0.989}))
    assert loss == "98.9% of the websites are accepted by a pattern, which should be ≥ 99%"


def test_the_guard_counts_processor_time() -> None:
    """A process that waits for a busy machine loses nothing."""
    guard, _, names, _ = _modules()
    results = _results()
    results.files[names.ONE][names.LINT] = names.Run(passed=100.0, worked=0.048)
    assert guard.losses(guard.ratios(results)) == []


def test_the_guard_measures_again_before_it_fails() -> None:
    """It takes the better of each ratio, since a disturbance of one run is not a loss."""
    guard, _, _, _ = _modules()
    once, again = (
        guard.ratios(_results(**changed)) for changed in ({"valid": 100.0, "lines": 0.7}, {"text": 100.0, "lines": 99.0})
    )
    assert guard.better(once, again) == guard.ratios(_results())


def test_the_picture_has_a_bar_for_each_row() -> None:
    """The bar is longer for a longer time, and has the colour of its kind; the picture is well-formed and has a title."""
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


def test_measured_contacts_are_distinct_and_valid() -> None:
    """Those with faults have as many errors as their names say."""
    import contacts

    some = list(contacts.contacts(8))
    assert len({contacts.line(one) for one in some}) == 8
    assert len({phone["number"] for one in some for phone in one["phones"]}) == 24
    for count, change in (
        (0, dict),
        (1, contacts.with_one_fault),
        (3, contacts.with_three_faults),
        (5, contacts.with_five_faults),
    ):
        assert {len(validate(contacts.document(change(one)), "contact.create").errors) for one in some} == {count}


def test_measured_contacts_are_the_same_in_each_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contacts that Faker draws are followed by the same ones with other digits, which are distinct and valid too."""
    import contacts

    some = list(contacts.contacts(8))
    contacts._drawn.cache_clear()  # noqa: SLF001  # so that they are drawn again
    assert list(contacts.contacts(4)) == some[:4]
    monkeypatch.setattr(contacts, "DRAWN", 8)
    more = list(contacts.contacts(24))
    assert more[:8] == some
    assert len({contacts.line(one) for one in more}) == len({one["website"] for one in more}) == 24
    assert [one["lastname"] for one in more[8:16]] == [one["lastname"] for one in some]
    assert all(validate(contacts.document(one), "contact.create").valid for one in more)


def test_one_in_ten_of_mixed_contacts_has_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """These contacts have one, three and five faults, in turn."""
    import contacts

    monkeypatch.setattr(contacts, "DRAWN", 8)
    found = [len(validate(contacts.document(one), "contact.create").errors) for one in contacts.mixed(30)]
    assert found == [*[0] * 9, 1, *[0] * 9, 3, *[0] * 9, 5]


@pytest.mark.parametrize(("table", "format_"), [("PHONES", "bs-phone"), ("EMAILS", "bs-email"), ("WEBSITES", "bs-website")])
def test_each_other_writing_is_drawn_and_accepted(table: str, format_: str) -> None:
    """Each writing gives some texts that the rules accept."""
    import writings

    plain = {"PHONES": "+33 1 83 41 77 76", "EMAILS": "anna@example.com", "WEBSITES": "https://www.example.com/"}[table]
    owner = writings.Owner("Zoé", "Łuczak", "FR")
    for _, write in getattr(writings, table):
        chance = random.Random(1)  # noqa: S311  # no secret
        texts = {write(plain, owner, chance) for _ in range(30)} - {plain}
        assert any(FORMATS[format_].reason(text) is None for text in texts), write


def test_documented_shares_of_other_writings_are_those_of_the_script() -> None:
    """The page also says how many contacts are drawn."""
    import bench
    import contacts
    import writings

    page = bench.PAGE.read_text(encoding="utf-8")
    shares = {"phone numbers": writings.PHONES, "email addresses": writings.EMAILS, "websites": writings.WEBSITES}
    for kind, writing in shares.items():
        assert f"- {sum(share for share, _ in writing):g} of 100 {kind}: " in page
    assert f"draws {contacts.DRAWN:,} contacts" in page


def test_documentation_has_one_place_for_the_measured_tables() -> None:
    """The script puts the picture and the tables there."""
    import bench

    filled = bench.filled(bench.PAGE.read_text(encoding="utf-8"), _results())
    assert "| a valid contact, to the floor | 2.00 |" in filled.partition("\n## One contact, one file\n")[2].partition("\n## ")[0]
    assert bench.filled(filled, _results()) == filled
    with pytest.raises(SystemExit, match="0 times"):
        bench.filled("", _results())
