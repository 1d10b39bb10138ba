"""What to propose when somebody books: days, times, who would come sooner, what comes next."""
