"""JSON exactly as it was sent. Knows no Tallyfy, no Qt and no network."""
