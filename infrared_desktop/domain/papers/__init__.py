"""What is handed over and signed: outline, consent, instructions, the printed record."""
