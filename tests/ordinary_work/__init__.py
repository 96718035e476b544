"""Ordinary work of editors: scripted changes of a copy of the real content, checked and built."""
