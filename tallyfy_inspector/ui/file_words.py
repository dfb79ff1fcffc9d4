"""What is said of files: why one was not opened or not saved, and what is wrong with one that is not JSON.

Pure functions. A new kind of trouble (`ports.FileTrouble`) has its two sentences here.
"""

from __future__ import annotations

from tallyfy_inspector.api.problem import BadFile
from tallyfy_inspector.document.parse import ParseError
from tallyfy_inspector.ports import FileError, FileTrouble
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import words
from tallyfy_inspector.ui.panels import answer_words

_LOOKED_AT = 8_192

_NOT_READ: dict[FileTrouble, tuple[str, str]] = {
    "gone": (
        N_("There is no such file"),
        N_("It may have been moved, renamed or deleted meanwhile. Look for it, then open it again."),
    ),
    "folder": (
        N_("This is a folder"),
        N_("Open a file: an answer that was saved, mostly with .json at the end of its name."),
    ),
    "special": (
        N_("This is not a file"),
        N_("It is a device or a pipe of this computer. Save what comes out of it as a file, then open that."),
    ),
    "denied": (
        N_("The file may not be read"),
        N_("This computer does not let you read it. Ask whoever it belongs to, or open a copy of your own."),
    ),
    "too_large": (
        N_("The file is too large"),
        N_("It has {size}, and at most {limit} are opened. Nothing of it was read."),
    ),
}
_FAILED = (
    N_("The file could not be read"),
    N_(
        "The disk or the program it is kept by reports an error. Copy the file elsewhere, then open the copy."
    ),
)
_NOT_WRITTEN: dict[FileTrouble, str] = {
    "gone": N_("Not saved: that folder is not there any more. Choose another."),
    "folder": N_("Not saved: there is a folder of that name. Choose another name."),
    "special": N_("Not saved: under that name there is a device, not a file. Choose another name."),
    "denied": N_("Not saved: this computer does not let you write there. Choose another folder."),
    "full": N_("Not saved: there is no room left on the disk. Make room or choose another folder."),
}


def not_opened(error: FileError) -> BadFile:
    """Why a file was not read."""
    title, hint = _NOT_READ.get(error.kind, _FAILED)
    told = _(hint).format(size=words.size(error.size), limit=words.size(error.limit))
    return BadFile(_(title), told, "open_file")


def not_json(error: ParseError, body: bytes) -> BadFile:
    """What is wrong with a file that was read and is not JSON; its place is in it."""
    if error.reason == "empty":
        return BadFile(_("The file is empty"), _("There is nothing in it to show."), "open_file")
    if error.reason == "cut_off":
        title, why = _("This JSON is not whole"), _("Perhaps it was not copied or downloaded to its end.")
    elif b"\0" in body[:_LOOKED_AT]:
        title, why = _("This is not text"), _("It is something else than a saved answer.")
    else:
        title, why = _("This is not JSON"), _("Its text is under Raw.")
    place = _("{sentence}.").format(sentence=answer_words.stops(error))
    return BadFile(title, f"{place} {why}", "open_file")


def not_saved(error: FileError) -> str:
    """Why a file was not written."""
    return _(_NOT_WRITTEN.get(error.kind, N_("Not saved: the disk reports an error. Choose another folder.")))
