"""What is kept on this computer: settings, the token's vault, logs. No Qt; directories are handed in."""
