"""Posted forms to resources, messages back to the names that were posted, and the choices of a select."""

from bs_validate.forms.posted import MAX_UNKNOWN, Posted, from_form

__all__ = ["MAX_UNKNOWN", "Posted", "from_form"]
