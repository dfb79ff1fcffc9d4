"""Probes of this computer, the network and the keyring: why Tallyfy cannot be reached, in plain words."""
