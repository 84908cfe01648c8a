"""What the trail says of disposal and legal hold."""

SENTENCES = {
    "disposal.counted": "Counted how many records are beyond their time",
    "disposal.drawn_up": "Drew up a list of records to dispose of",
    "disposal.opened": "Looked through a list of records to dispose of",
    "disposal.taken_off": "Took a record off a list of records to dispose of",
    "disposal.put_back": "Put a record back on a list of records to dispose of",
    "disposal.fell_off": "Left a record on file that stood on a list of records to dispose of",
    "disposal.approved_first": "Approved a list of records to dispose of, as the first person",
    "disposal.approved_second": "Approved a list of records to dispose of, as the second person",
    "disposal.withdrawn": "Withdrew a list of records to dispose of",
    "disposal.looked_through": "Looked once more who on an approved list may stay",
    "disposal.carried_out": "Carried out a list of records to dispose of",
    "record.disposed": "Disposed of a record",
    "hold.listed": "Looked through the records on legal hold",
    "hold.set": "Put a record on legal hold",
    "hold.reviewed": "Looked at a legal hold again",
    "hold.lifted": "Lifted a legal hold",
    "import.expired": "Threw a list away that nobody brought in",
    "forgotten.by_time": "Let go what is kept for a time only",
}
