"""The command line, one file a command. ``culture-nlp --help`` teaches."""
