"""The difference between what the files say and what is known, noun by noun. Pure."""
