"""Where one may go: a directory of services brought in, corrected by those who went there."""
