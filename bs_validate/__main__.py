"""``python -m bs_validate`` is the command."""

from bs_validate.cli import main

raise SystemExit(main())
