"""How a visit closes: what comes next is asked before anything else."""
