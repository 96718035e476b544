"""View models: what templates of pages show, counted, grouped, sorted and chosen in advance."""
