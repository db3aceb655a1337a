"""Draw any JSON value, deep ones too, and the faults that a text can have; the rest is in ``bs_validate.strategies``."""

from typing import Any, Literal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

_SURROGATES: tuple[Literal["Cs"]] = ("Cs",)
characters = st.characters(exclude_categories=_SURROGATES)

anything: SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(characters),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(characters, max_size=8), inner, max_size=3),
    max_leaves=5,
)
