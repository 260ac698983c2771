"""Where a host of the public internet is, so that nobody can have this server look into private networks.

What is asked for is decided by whoever writes an article (server-side request forgery, CWE-918). So a name is resolved
once, each of its addresses must be a public one, and the connection is made to that very address: a name that resolves
to another one the next moment gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable

# Which addresses and ports a host and port stand for.
Find = Callable[[str, int], list[tuple[str, int]]]
# IPv6 that carries an IPv4 address within it: it would lead wherever that one does (RFC 6052, RFC 3056, RFC 4380).
_CARRIERS = [ipaddress.ip_network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


class NoHost(Exception):
    """There is no host of that name."""


class NotPublic(Exception):
    """The host is in a private network, or may be."""


def public_addresses(host: str, port: int) -> list[tuple[str, int]]:
    """Return the addresses of a host. Raises `NoHost`, `NotPublic`, or `OSError` where nobody could tell."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            raise NoHost from error
        raise
    except UnicodeError as error:
        raise NoHost from error
    addresses = [str(entry[4][0]) for entry in found]
    if not all(is_public(address) for address in addresses):
        raise NotPublic
    return [(address, port) for address in dict.fromkeys(addresses)]


def is_public(address: str) -> bool:
    """Say whether an IP address is reached by everybody on the internet (IANA's registries, RFC 6890)."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif any(ip in network for network in _CARRIERS):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
