"""How the program looks: theme, icons, chips, panels and how they are laid out."""
