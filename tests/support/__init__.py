"""Helpers shared by tests, benchmarks, the portability check and scripts: browsers, servers, readers of output."""
