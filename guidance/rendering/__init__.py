"""Templates, view models and fonts shared by site and print."""
