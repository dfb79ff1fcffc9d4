"""The disk image for macOS, made from the finished bundle, and the signing of what is in it."""
