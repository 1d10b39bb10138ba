"""The consultation on the screen: findings, verdicts, decisions, test spots and the plan."""
