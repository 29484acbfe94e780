"""What the language tests know of texts and grammar."""
