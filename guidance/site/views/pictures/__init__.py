"""Pictures drawn from the records: tables of shaded numbers, and a timeline."""
