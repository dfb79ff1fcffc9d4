"""THE redactor: what may be shown, copied, exported or logged of a text that holds a secret.

Secrets are guest and magic links, the query and user-info parts of webhook and file addresses, tokens, and
whatever a `Redactor` was told of. What is harmless stays (scheme, host, kind of link, organization); the
secret itself becomes `MASK`, a sign that needs no translation.

A leaf: it knows no node, widget, file or request, and keeps no text. `looks` recognises a secret by what
it looks like, `values` by the member it stands in, `rawjson` applies both to unparsed JSON, `exact` knows
single secrets by heart. To mask one more thing: a member name goes into `values.KEYS`, a look into
`looks._RULES`; the tests of `rawjson` then hold the three readings together.
"""

from tallyfy_inspector.redact.exact import Redactor
from tallyfy_inspector.redact.looks import MASK, mask_text
from tallyfy_inspector.redact.rawjson import mask_json
from tallyfy_inspector.redact.values import mask_value

__all__ = ["MASK", "Redactor", "mask_json", "mask_text", "mask_value"]
