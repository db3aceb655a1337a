"""Define the measured values and the names of the rows, from which the tables, the plot and the guard are made."""

from typing import NamedTuple

OURS = "**bs-validate**"
FLOOR = "jsonschema-rs, formats that check nothing (the floor)"
TEXT, TEXT_FLOOR = f"{OURS}, JSON text", "orjson and the floor"
WARNED, PHONES_ALONE = f"{OURS}, errors and warnings at once", "phonenumbers alone: parse, possible and valid, for each number"
FIVE, FIVE_FLOOR = f"{OURS}, five faults, codes and params", "jsonschema-rs, our checks, five faults from `iter_errors`"
LINT, CHECK_JSONSCHEMA, INTERPRETER = "**bs-validate lint**", "check-jsonschema", "an empty interpreter"
FILE, STDIN, GZIP = "a file", "standard input", "standard input, out of gzip"
ONE, MANY, FAULTY = "1 file", "1,000 files", "1,000 files, three faults each"
OUR_WAY, LIBRARIES_WAY = "our checks", "the libraries' checks"
PACKAGE, JSONSCHEMA = "**bs_validate**", "jsonschema"


class Run(NamedTuple):
    """The seconds of a process: those that passed, and those during which cores worked for it."""

    passed: float
    worked: float


class Import(NamedTuple):
    """The cost of a program beyond an empty interpreter: seconds passed and worked; and its peak of memory in MB."""

    run: Run
    memory: float


class Lines(NamedTuple):
    """A file with a contact on each line: its lines and bytes, the runs of the command, and the same work in this process.

    ``errors`` and ``all`` are the seconds of a core that ``validate_batch`` takes for a contact, without warnings and with
    them. ``memory`` is the peak in MB of a process, for a tenth of the lines and for all of them.
    """

    count: int  # type: ignore[assignment]  # the method of tuples is not needed
    size: int
    cores: int
    runs: dict[str, Run]
    errors: float
    all: float
    memory: tuple[float, float]


class Results(NamedTuple):
    """All measured values: microseconds by title and row, processes by column and row, and so on.

    ``accepted`` has the share of the valid contacts that a row accepts. ``memory`` has the peak in MB of a process that checks
    one file, by command. ``covered`` has the share of the texts of each kind that the engine accepts without calling Python.
    """

    machine: str
    contacts: dict[str, dict[str, float]]
    accepted: dict[str, float]
    covered: dict[str, float]
    files: dict[str, dict[str, Run]]
    memory: dict[str, float]
    imports: dict[str, Import]
    lines: Lines
    notes: tuple[str, ...] = ()

    @property
    def took(self) -> dict[str, float]:
        """The microseconds of a contact, by row alone."""
        return {name: took for rows in self.contacts.values() for name, took in rows.items()}
