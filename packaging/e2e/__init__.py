"""`make e2e`: the program, driven from outside by what a screen reader sees and by real key presses alone.

`story` and `around` have the steps, one function a step, that act in a `scene`; `names` everything they look
for on the screen; `window` the hands (`keyboard`) and the eyes (`reader`) on one started program;
`surroundings` the screen, buses, keyring and speech that they happen in, `demo` the server they ask. To add a
step: a function in `story` or `around` and its place in STEPS.

It runs under the system's own Python, which has the bindings to the accessibility bus, so it knows the
standard library and gi alone, nothing of the project or of PySide6, and has to do with Python 3.10. It never
calls into the program and never looks at its files, except for `traces` at the end.
"""
