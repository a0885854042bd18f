"""The client's pages, one screen a file."""
