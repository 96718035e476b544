"""The report, handouts and other documents as HTML, with their page budgets."""
