"""The administrator's policy over packs, and the health of the installation."""
