"""One sentence for each verb of figures, charts and improvement projects; sentences.py takes them in."""

SENTENCES: dict[str, str] = {
    "figures.taken": "Took figures out as a file",
}
