"""View models: the values of page templates, already counted, grouped, sorted and selected."""
