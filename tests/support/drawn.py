"""Random documents and layouts that do not depend on ``bs_validate.strategies``.

The scripts that fuzz other things draw from the same generators. A mistake in our strategies therefore cannot hide one in a law.
"""

import random
import sys
from typing import Any

from hypothesis import strategies as st

from bs_validate._schema.catalog import Schema
from support.places import SCRIPTS

if str(SCRIPTS) not in sys.path:  # where a script finds the modules beside it
    sys.path.append(str(SCRIPTS))

from fuzzing import documents, layout, patterns  # only now can they be found

__all__ = ["chances", "documents", "layout", "mangled_examples", "patterns"]

#: Sources of randomness. A counterexample shows its seed as ``Random(seed)``.
chances: st.SearchStrategy[random.Random] = st.randoms(use_true_random=True)


def mangled_examples(schema: Schema) -> st.SearchStrategy[Any]:
    """Draw documents made from the examples in a schema, with up to six places replaced, removed or added to."""
    return chances.map(lambda chance: documents.mangled(chance, documents.example(chance, schema.document)))
