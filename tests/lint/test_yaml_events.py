"""The events of YAML come from parsers with a limit of depth and from parsers without one."""

import pytest
import yaml

from bs_validate.lint.readers import yaml_events, yaml_text

DEEP = {
    "brackets": "contacts:\n- city: " + "[" * 1_100,
    "braces": "contacts:\n- city: " + "{a: " * 1_100,
    "brackets that are closed": "contacts:\n- city: " + "[" * 1_100 + "]" * 500,
    "dashes": "é: 1\nb: 2\n---\n" + "- " * 1_100,
}


@pytest.mark.parametrize("name", DEEP)
def test_a_text_is_too_deep_at_the_same_place_for_every_parser(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """PyYAML's own parser has no limit of depth, as older versions of libyaml have none."""
    (*_, found) = yaml_text.documents(DEEP[name])
    monkeypatch.setattr(yaml_events, "_LOADER", yaml.SafeLoader)
    (*_, expected) = yaml_text.documents(DEEP[name])
    assert found.too_deep is not None
    assert len(found.too_deep) == 64
    assert (found.too_deep, found.refusal) == (expected.too_deep, expected.refusal)


def test_a_syntax_error_before_the_deep_place_is_reported() -> None:
    """Only the limit of depth is ignored; any other error ends the events."""
    with pytest.raises(yaml.YAMLError):
        list(yaml_events.events("a: ]" + "[" * 1_100))
