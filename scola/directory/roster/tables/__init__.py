"""Tables in text files as the world writes them: any encoding, delimiter and end of line."""
