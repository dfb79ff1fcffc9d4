"""What the steps of the story act in, and what a person does in many of them.

Knows no step.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from e2e import names
from e2e.demo import Demo
from e2e.program import Program
from e2e.surroundings import Secrets
from e2e.window import Window


@dataclass(frozen=True)
class Scene:
    """What the steps act in. `home` is the person's folder."""

    window: Window
    program: Program
    demo: Demo
    secrets: Secrets
    home: Path

    def start(self) -> None:
        """Start the program and give its window the keyboard."""
        self.window.reader.watch(self.program.start())
        self.window.take(names.MAIN_WINDOW)
        self.window.await_focus(names.TASK)

    def quit(self) -> float:
        """Close it by the keyboard; how many seconds that took."""
        self.window.press("ctrl+q")
        return self.program.await_end()

    def ask_for(self, kind: str) -> None:
        """Put a task of the demo into the task box and press Enter."""
        self.window.reader.forget()
        self.window.press("ctrl+l")
        self.window.write(names.TASK, self.demo.task(kind))
        self.window.press("Return")
