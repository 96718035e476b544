"""Worksheets: what an action plan says about each record that asks for action."""
