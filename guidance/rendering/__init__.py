"""Templates, view models and fonts that site and print share."""
