"""Addresses of improvement projects, of their parts, of the shelf, and of templates to print."""

from django.urls import path

from insight import case_views as case
from insight import cycle_views as cycle
from insight import driver_views as driver
from insight import measure_views as measure
from insight import project_views as project
from insight.blank_views import BLANKS, blank

IMPROVEMENT = "<ods:ods_code>/improvement"
PROJECT = f"{IMPROVEMENT}/<int:project_id>"
DRIVER = f"{IMPROVEMENT}/drivers/<int:driver_id>"
MEASURE = f"{IMPROVEMENT}/measures/<int:project_measure_id>"
CYCLE = f"{IMPROVEMENT}/cycles/<int:cycle_id>"
SHELF = f"{IMPROVEMENT}/shelf"

urlpatterns = [
    path(IMPROVEMENT, project.improvement, name="improvement"),
    path(f"{IMPROVEMENT}/start", project.start_project, name="start-project"),
    path(PROJECT, project.project, name="project"),
    path(f"{PROJECT}/change", project.change_project, name="change-project"),
    path(f"{PROJECT}/team", project.set_team, name="set-team"),
    path(f"{PROJECT}/meeting", project.set_meeting, name="set-meeting"),
    path(f"{PROJECT}/finish", project.finish_project, name="finish-project"),
    path(f"{PROJECT}/open-again", project.open_project_again, name="open-project-again"),
    path(f"{PROJECT}/drivers", driver.drivers, name="drivers"),
    path(f"{PROJECT}/drivers/add", driver.add_driver, name="add-driver"),
    path(f"{DRIVER}/words", driver.reword_driver, name="reword-driver"),
    path(f"{DRIVER}/move", driver.move_driver, name="move-driver"),
    path(f"{DRIVER}/end", driver.end_driver, name="end-driver"),
    path(f"{DRIVER}/back", driver.put_driver_back, name="put-driver-back"),
    path(f"{PROJECT}/measures/add", measure.add_project_measure, name="add-project-measure"),
    path(f"{MEASURE}/target", measure.set_target, name="set-target"),
    path(f"{MEASURE}/end", measure.end_project_measure, name="end-project-measure"),
    path(f"{MEASURE}/back", measure.put_measure_back, name="put-measure-back"),
    path(f"{PROJECT}/cycles/plan", cycle.plan_cycle, name="plan-cycle"),
    path(CYCLE, cycle.cycle, name="cycle"),
    path(f"{CYCLE}/change", cycle.change_cycle, name="change-cycle"),
    path(f"{CYCLE}/undecide", cycle.undecide_cycle, name="undecide-cycle"),
    path(f"{PROJECT}/case-study", case.case_study, name="case-study"),
    path(f"{PROJECT}/case-study/file", case.case_study_pdf, name="case-study-pdf"),
    path(f"{PROJECT}/case-study/publish", case.publish_case_study, name="publish-case-study"),
    path(SHELF, case.shelf, name="shelf"),
    path(f"{SHELF}/<int:case_study_id>", case.shelf_case, name="shelf-case"),
    path(f"{SHELF}/<int:case_study_id>/file", case.shelf_case_pdf, name="shelf-case-pdf"),
    path(f"{SHELF}/<int:case_study_id>/withdraw", case.withdraw_case_study, name="withdraw-case-study"),
    *[path(f"{IMPROVEMENT}/blank/{slug}", blank, {"slug": slug}, name=f"blank-{slug}") for slug in BLANKS],
]
