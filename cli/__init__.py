"""The command line: input, output, views. The only part that prints."""
