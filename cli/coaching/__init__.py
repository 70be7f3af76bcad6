"""Coaching: from the reports of an archive to who needs which sentence, with the arithmetic that backs it."""
