"""The address of a process in Tallyfy's web application, for the person's own browser.

Made of checked IDs alone, https, and on the web host of the connection that the answer came from, so that no
answer can lead elsewhere. No page of Tallyfy documents an address for a task; another kind of address is one
more function here. Opens nothing.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from tallyfy_inspector.api.hosts import host_of, web_host
from tallyfy_inspector.api.routes import check_base_url, check_segment, is_loopback
from tallyfy_inspector.texts import _

_API_PATHS = ("", "/api")


def process_url(base_url: str, organization: str, run: str) -> str:
    """`https://{web host}/{organization}/processes/{run}`.

    Raises ValueError with a sentence: for this computer, which has no web application, an address whose web
    host is not known, one that may not be asked, and what is no ID.
    """
    host = _web_host(check_base_url(base_url))
    parts = (check_segment("organization", organization), "processes", check_segment("run", run))
    return "/".join((f"https://{host}", *parts))


def _web_host(base_url: str) -> str:
    if is_loopback(base_url):
        raise ValueError(_("This is a server on your computer, without Tallyfy's web app."))
    host = host_of(base_url)
    known = web_host(host)
    if known is None and urlsplit(base_url).path not in _API_PATHS:
        raise ValueError(_("Where the web app of this Tallyfy stands is not known."))
    return known or host
