"""What all records share on a screen: drafts, gaps, signature, seal, addenda."""
