"""A loopback server with made-up tasks: what the program shows before anyone signs in, and the tests' server.

Standard library only. Knows how Tallyfy's API answers, and nothing of the window, the client or any file
but resources/demo/. From the outside: `server.Demo` and `catalogue.TASKS`.
"""
