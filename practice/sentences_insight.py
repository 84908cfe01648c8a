"""One sentence for each verb of figures, charts and improvement projects; sentences.py takes them in."""

SENTENCES: dict[str, str] = {
    "figures.taken": "Took figures out as a file",
    # Improvement projects.
    "project.started": "Started an improvement project",
    "project.changed": "Changed the aim of an improvement project",
    "project.team_set": "Set who works on an improvement project",
    "project.meeting_set": "Set when an improvement project meets next",
    "project.finished": "Finished an improvement project",
    "project.opened_again": "Opened an improvement project again",
    "driver.added": "Added to a driver diagram",
    "driver.reworded": "Worded a part of a driver diagram anew",
    "driver.moved": "Moved a part of a driver diagram",
    "driver.ended": "Took a part of a driver diagram away",
    "driver.put_back": "Put a part of a driver diagram back",
    "project_measure.added": "Chose a measure for an improvement project",
    "project_measure.target_set": "Set the target of a measure",
    "project_measure.ended": "Took a measure away from an improvement project",
    "project_measure.put_back": "Put a measure of an improvement project back",
    "cycle.planned": "Planned a cycle of an improvement project",
    "cycle.changed": "Changed the plan of a cycle",
    "cycle.noted": "Noted what was done and learned in a cycle",
    "cycle.decided": "Decided what comes of a cycle",
    "cycle.undecided": "Took the decision about a cycle back",
    "case_study.published": "Put a case study on the network’s shelf",
    "case_study.withdrawn": "Withdrew a case study from the network’s shelf",
}
