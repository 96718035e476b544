"""Tests of the scripts that the CI workflows run, on a scratch repository."""
