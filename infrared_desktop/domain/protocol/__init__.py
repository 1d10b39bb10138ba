"""The protocol of a device family: windows, rules, texts and figures, as data."""
