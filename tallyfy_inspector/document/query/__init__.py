"""JSONPath queries (RFC 9535) over a document, beside the window's thread.

`Subject` is a document made ready for queries, `Query` one query under way, `Outcome` what came of it. The
library that reads JSONPath stands in `engine` alone and is loaded with the first query.
"""

from __future__ import annotations

from tallyfy_inspector.document.query.job import Outcome, Query
from tallyfy_inspector.document.query.subject import Subject

__all__ = ["Outcome", "Query", "Subject"]
