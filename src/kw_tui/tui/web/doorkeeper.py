"""Who may come in: this machine's own browser, on the page that holds the token, and no other website in it."""

import secrets

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

LOOPBACK = "127.0.0.1"
OWN_NAMES = frozenset({LOOPBACK, "localhost", "[::1]"})
"""What a browser on this machine calls this machine; through a tunnel of ssh too, with any port."""
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy(host: str) -> str:
    """Return what the page may load: its own files and its own socket, nothing from anywhere else."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        f"img-src 'self' data: blob:; connect-src 'self' ws://{host}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def is_own_host(host: str) -> bool:
    """Whether a Host header names this machine; one that a stranger's name server points here does not."""
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host, "80"
    return name.lower() in OWN_NAMES and port.isascii() and port.isdigit()


def is_own_origin(origin: str | None, host: str) -> bool:
    """Whether a socket is opened by our own page: another website in the same browser could reach it otherwise."""
    return origin is not None and origin.lower() == f"http://{host}".lower()


def new_token() -> str:
    """Return what only who was told the address knows; others on this machine can reach the port as well."""
    return secrets.token_urlsafe(24)


def kept_by(token: str) -> Middleware:
    """Return the middleware that lets in whoever knows the token, under a name of this machine."""

    @web.middleware
    async def keep(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_own_host(host := request.headers.get("Host", "")):
            raise web.HTTPForbidden(text="kw: for this machine only\n", headers=HEADERS)
        given = request.path.split("/")[1]
        if not secrets.compare_digest(given.encode("utf-8", "replace"), token.encode()):
            raise web.HTTPNotFound(text="kw: the address is not complete\n", headers=HEADERS)
        try:
            response = await handler(request)
        except web.HTTPException as refusal:
            refusal.headers.update(HEADERS)
            raise
        if not response.prepared:
            response.headers.update({**HEADERS, "Content-Security-Policy": policy(host)})
        return response

    return keep
