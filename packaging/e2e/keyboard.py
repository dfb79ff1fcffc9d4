"""The hands: real key presses by xdotool, as the X server passes them to whoever has the keyboard.

There is no window manager on this screen, so `take` does what one would when a window appears: give it the
keyboard. What a press is for is the business of `window`; nothing here knows the program.
"""

from __future__ import annotations

import subprocess

from e2e.waiting import StoryError, until

_LONGEST_CALL = 20.0  # seconds


class Keyboard:
    """Presses keys on the screen of os.environ."""

    def press(self, *keys: str) -> None:
        """Press these one after another, named as xdotool does: "Return", "ctrl+l", "shift+F6"."""
        _xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type `text`, which goes through a pipe and stands on no command line."""
        _xdotool("type", "--clearmodifiers", "--delay", "2", "--file", "-", given=text)

    def take(self, title: str) -> None:
        """Give the keyboard to the visible window with `title` in its title, once there is one."""
        window = until(lambda: self._newest(title), f"no window has “{title}” in its title")
        _xdotool("windowfocus", "--sync", window)

    def _newest(self, title: str) -> str:
        found = _xdotool("search", "--onlyvisible", "--name", title, may_fail=True).split()
        return found[-1] if found else ""


def _xdotool(*arguments: str, given: str = "", may_fail: bool = False) -> str:
    done = subprocess.run(
        ["xdotool", *arguments],
        input=given,
        capture_output=True,
        text=True,
        timeout=_LONGEST_CALL,
        check=False,
    )
    if done.returncode and not may_fail:
        raise StoryError(f"xdotool {arguments[0]}: {done.stderr.strip()}")
    return done.stdout
