"""Whole archives: what is in them, cut into shards, answered by workers, put together again."""
