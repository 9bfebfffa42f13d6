"""Dialogs: questions asked before something can begin."""
