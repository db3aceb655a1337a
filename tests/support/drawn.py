"""The random documents of the fuzz, and their random layouts."""

import sys

from support.places import SCRIPTS

if str(SCRIPTS) not in sys.path:  # where a script finds the modules beside it
    sys.path.append(str(SCRIPTS))

from fuzzing import documents, layout  # only now can they be found

__all__ = ["documents", "layout"]
