"""What is on the screen. Imports PySide6 and the pure rooms; never httpx, keyring, qasync or store."""
