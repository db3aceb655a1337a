"""What was measured, as plain values: the tables, the plot and the guard are made of nothing else."""

from typing import NamedTuple

OURS = "**bs-validate**"
FLOOR = "jsonschema-rs, formats that check nothing (the floor)"
TEXT, TEXT_FLOOR = f"{OURS}, JSON text", "orjson and the floor"
FIVE, FIVE_FLOOR = f"{OURS}, five faults, codes and params", "jsonschema-rs, five faults, as its `iter_errors` has them"
LINT, CHECK_JSONSCHEMA, INTERPRETER = "**bs-validate lint**", "check-jsonschema", "an empty interpreter"
LINT_HOST = f"{LINT}, of a host, which has no phones"
FILE, STDIN, GZIP = "a file", "standard input", "standard input, out of gzip"
ONE, MANY = "1 file", "1,000 files"
OUR_WAY, LIBRARIES_WAY = "our checks", "the libraries' checks"
PACKAGE, JSONSCHEMA = "**bs_validate**", "jsonschema"


class Run(NamedTuple):
    """The seconds of a process: those that passed, and those that cores were at work for it."""

    passed: float
    worked: float


class Import(NamedTuple):
    """What a program takes more than an empty interpreter: seconds that passed and were worked; and its peak of memory in MB."""

    run: Run
    memory: float


class Lines(NamedTuple):
    """A file of a contact a line: how many and of how many bytes, the runs of the command, and the same in the process.

    ``errors`` and ``all`` are the seconds of a core that ``validate_batch`` takes for a contact, without warnings and with
    them; ``memory`` is the peak in MB of a process, for a tenth of the lines and for all of them.
    """

    count: int  # type: ignore[assignment]  # the method of tuples is not needed
    size: int
    cores: int
    runs: dict[str, Run]
    errors: float
    all: float
    memory: tuple[float, float]


class Results(NamedTuple):
    """All of it: microseconds by title and row, processes by column and row, imports by program."""

    machine: str
    contacts: dict[str, dict[str, float]]
    files: dict[str, dict[str, Run]]
    imports: dict[str, Import]
    lines: Lines
    notes: tuple[str, ...] = ()

    @property
    def took(self) -> dict[str, float]:
        """The microseconds of a contact, by row alone."""
        return {name: took for rows in self.contacts.values() for name, took in rows.items()}
