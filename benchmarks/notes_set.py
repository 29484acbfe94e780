from benchmarks.report import Figure
def note_figures():
    return []
