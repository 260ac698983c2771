"""Pictures: intake, metadata, renditions and where their files are kept."""
