"""The model → finished bytes: one package a format, none of which knows another."""
