"""THE table of what the steps look for: each thing by the name that a screen reader hears, and its role.

These names are an interface; when one changes in the program, it changes here and nowhere else. Roles are
AT-SPI's. `begins` is for names that end in what differs, such as a time. Knows nothing of how things are
found.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thing:
    """What is on the screen under `name`, as a `role`; with `begins` only the name's beginning counts. Its
    description has to hold the words `state`."""

    role: str
    name: str
    begins: bool = False
    state: str = ""

    def is_called(self, name: str, role: str) -> bool:
        """Whether what has this name and role is the thing."""
        same = name.startswith(self.name) if self.begins else name == self.name
        return same and role == self.role

    def __str__(self) -> str:
        state = f", {self.state}" if self.state else ""
        return f"{self.role} “{self.name}{'…' if self.begins else ''}”{state}"


def says(words: str, *, begins: bool = True) -> Thing:
    """A label that reads `words`, or begins so."""
    return Thing("label", words, begins)


# Windows, by what stands in their title.
MAIN_WINDOW = "Tallyfy Inspector"
SIGN_IN_WINDOW = "Sign in to Tallyfy"

# The request.
ORGANIZATION = Thing("text", "Organization ID")
TASK = Thing("text", "Task ID or link")
STOP = Thing("push button", "Stop")

# Who one is.
NOT_SIGNED_IN = Thing("push button", "Connection", state="not signed in")
SIGNED_IN = Thing("push button", "Connection", state="token in place")
TOKEN_ENTRY = Thing("menu item", "Token…")

# The first run, and what one who is signed in sees in its place.
WELCOME = says("See what Tallyfy holds about a task", begins=False)
PROMISE = says("Only reads. Never downloads files, which Tallyfy would record.")
SIGN_IN = Thing("push button", "Sign in")
TOKEN_READY = says("You are signed in; the token is in place.", begins=False)

# The dialog for the token.
ADDRESS = Thing("text", "Tallyfy address")
TOKEN = Thing("password text", "Access token")
TEST = Thing("push button", "Test")
SAVE = Thing("push button", "Save")
REMOVE = Thing("push button", "Remove")
CLOSE = Thing("push button", "Close")
KEPT = says("The token is kept in ")
IN_PLACE = says("A token for ")
REFUSED = says("Token not accepted")
WORKS = says("It works: this is the token of ")
SAVED = says("Saved in the keyring.")
REMOVED = says("Removed: ")

# The answer.
TREE = Thing("table", "Task JSON")
FIELDS = Thing("table", "Form fields")
FIELDS_TAB = Thing("page tab", "Form fields")
TREE_TAB = Thing("page tab", "Task JSON")
RAW = Thing("text", "Raw answer")
RAW_TAB = Thing("page tab", "Raw")
READY = says("Status: ready")
LOADING = says("Status: loading")
STOPPED = says("Status: stopped")
OK = says("Status: 200 OK")
UNAUTHORIZED = says("Status: 401 ")
NOT_FOUND = says("Status: 404 ")
NOT_ACCEPTED_PROBLEM = says("Problem: Token not accepted", begins=False)
NOT_FOUND_PROBLEM = says("Problem: Task not found", begins=False)
SIGN_IN_PROBLEM = says("Problem: Sign in first", begins=False)
SIGN_IN_AGAIN = Thing("push button", "Sign in again")

# The includes.
TAGS = Thing("check box", "tags")
CHANGED = says("The includes are changed.")

# What the program says of itself, and the texts that came with it.
ABOUT_ENTRY = Thing("menu item", "About Tallyfy Inspector")
ABOUT_WINDOW = "About Tallyfy Inspector"
LICENCES = Thing("push button", "Licences…")
LICENCES_WINDOW = "Licences"
# A closed list is called by what is chosen in it.
NOTICE_CHOSEN = Thing("combo box", "NOTICE.txt")
LICENCE_CHOSEN = Thing("combo box", "LICENSE.txt")
LICENCE_TEXT = Thing("text", "Licence text")

# A link that asks.
LINK_QUESTION = says("A link asks to open task ")
LINK_UNASKED = says("Nothing has been asked of Tallyfy yet.", begins=False)
LINK_DISMISS = Thing("push button", "Dismiss")
LINK_OPEN = Thing("push button", "Open")

# What is announced.
HEARD_OK = "200 OK, "
HEARD_LOADING = "Loading"
HEARD_STOPPED = "Stopped"
HEARD_NOT_ACCEPTED = "Problem: Token not accepted"
HEARD_SIGN_IN = "Problem: Sign in first"
HEARD_NOT_FOUND = "Problem: Task not found"
