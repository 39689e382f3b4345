"""What goes on paper: letters, plans and contracts, typeset as PDF that a screen reader can read aloud."""
