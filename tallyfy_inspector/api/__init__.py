"""How to ask Tallyfy: what may be asked, how it is sent, and what an answer or a failure means."""
