"""The installer for Windows, made from the finished bundle by Inno Setup, and the check of what it does."""
