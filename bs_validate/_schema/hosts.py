"""Tell the hosts of the API from those of other companies, whose addresses may have the same path and mean something else."""

from collections.abc import Iterable

#: The hosts of BookingSync and Smily, loopback, and names reserved for tests and examples (RFC 2606 and 6761).
HOSTS = (
    *("bookingsync.com", "*.bookingsync.com", "smily.com", "*.smily.com"),
    *("localhost", "*.localhost", "127.*", "::1"),
    *("*.test", "*.example", "*.invalid"),
    *("example.com", "*.example.com", "example.net", "*.example.net", "example.org", "*.example.org"),
)


def is_among(url: str, hosts: Iterable[str] = HOSTS) -> bool:
    """Return whether the host of a URL is one of these hosts, or the URL has no host."""
    from fnmatch import fnmatchcase  # slow to import, and not needed for a file of fixtures
    from urllib.parse import urlsplit

    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return host is None or any(fnmatchcase(host.rstrip("."), pattern.lower()) for pattern in hosts)
