"""The report of a conference: its view model, endnotes and indexes."""
