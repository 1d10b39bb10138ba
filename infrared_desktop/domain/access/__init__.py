"""Who may do what: every act by its name, and what a role may."""
