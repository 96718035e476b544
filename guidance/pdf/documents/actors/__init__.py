"""What the handout of an actor holds."""
