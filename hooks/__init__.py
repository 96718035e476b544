"""Adapters between MkDocs events and the package `guidance`."""
