"""Turn posted forms into resources, find the posted name for each message, and list the choices of a select."""

from bs_validate.forms.posted import MAX_UNKNOWN, Posted, from_form

__all__ = ["MAX_UNKNOWN", "Posted", "from_form"]
