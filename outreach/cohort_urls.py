"""Addresses of searches, of whom they found, of lists and of what is taken out."""

from django.urls import path

from outreach import cohort_views as search
from outreach import export_views as taken
from outreach import found_views as found
from outreach import list_views as lists

SEARCHES = "<ods:ods_code>/searches"
SEARCH = f"{SEARCHES}/<int:cohort_id>"
FOUND = f"{SEARCHES}/found/<int:cohort_run_id>"
LISTS = f"{SEARCHES}/lists"

urlpatterns = [
    path(SEARCHES, search.searches, name="searches"),
    path(f"{SEARCHES}/add", search.add_search, name="add-search"),
    path(SEARCH, search.search, name="search"),
    path(f"{SEARCH}/change", search.change_search, name="change-search"),
    path(f"{SEARCH}/find", search.run_search, name="run-search"),
    path(f"{SEARCH}/end", search.end_search, name="end-search"),
    path(f"{SEARCH}/reason", search.search_reason, name="search-reason"),
    path("mine/searches", search.network_search, name="network-search"),
    path(FOUND, found.found, name="found"),
    path(f"{FOUND}/people", found.found_people, name="found-people"),
    path(f"{FOUND}/care", taken.take_found, name="take-found"),
    path(f"{FOUND}/opt-out", taken.opt_out, name="opt-out"),
    path(f"{FOUND}/opt-out/numbers", taken.opt_out_numbers, name="opt-out-numbers"),
    path(f"{FOUND}/opt-out/back", taken.opt_out_back, name="opt-out-back"),
    path(f"{FOUND}/opt-out/take", taken.take_checked, name="take-checked"),
    path(LISTS, lists.people_lists, name="people-lists"),
    path(f"{LISTS}/add", lists.add_people_list, name="add-people-list"),
    path(f"{LISTS}/keep", lists.keep_people_list, name="keep-people-list"),
    path(f"{LISTS}/<int:people_list_id>/end", lists.end_people_list, name="end-people-list"),
]
