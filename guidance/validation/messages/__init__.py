"""Messages on values that do not fit the model."""
