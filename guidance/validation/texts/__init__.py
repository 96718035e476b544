"""Rules on how texts are typed: characters, comments and line ends."""
