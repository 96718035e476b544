"""Hostile, odd and random content is refused with a problem, or published without harm."""
