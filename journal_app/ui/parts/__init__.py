"""The pieces screens are made of: one idea per file, all colours from the palette."""
