"""Note text -> medspaCy ``Doc`` -> facts. The only part of the project that knows spaCy and medspaCy."""
