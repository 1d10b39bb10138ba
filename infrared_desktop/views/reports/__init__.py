"""The reports of the front desk: figures, the rows behind them, and a file of those."""
