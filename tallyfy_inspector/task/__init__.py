"""What an answer means: pure functions over the parsed document. No Qt, no network."""
