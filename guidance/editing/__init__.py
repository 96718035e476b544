"""Help for those who change content files: new records, and an account of what changed."""
