def note_figures():
    return []
