"""What leaves the program: tables for the clipboard and for a file. Pure; no Qt, no network.

What comes in here is masked already (`task.readable`); a new format is one function of its module.
"""
