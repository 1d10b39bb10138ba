"""Who somebody is: names folded, compared and told apart."""
