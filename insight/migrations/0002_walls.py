"""The walls around what insight keeps."""

from django.db import migrations

from practice.walls import may_delete, network_table, parent_key, row_policy, same_practice, tenant_table


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0001_first"),
        ("patients", "0002_walls"),
        ("practice", "0002_walls"),
    ]

    operations = [
        *network_table("insight_casestudy"),
        *tenant_table("insight_chart"),
        *tenant_table("insight_chartlimits"),
        *tenant_table("insight_chartnote"),
        *tenant_table("insight_summaryreader"),
        *tenant_table("insight_summarysent"),
        *tenant_table("insight_project"),
        *tenant_table("insight_projectmember"),
        *tenant_table("insight_driver"),
        *tenant_table("insight_projectmeasure"),
        *tenant_table("insight_cycle"),
        row_policy("insight_way"),
        parent_key("insight_way"),
        row_policy("insight_areacount"),
        parent_key("insight_areacount"),
        may_delete("insight_areacount"),
        same_practice("insight_chart", "made_by_id", "practice_membership"),
        same_practice("insight_chart", "ended_by_id", "practice_membership"),
        same_practice("insight_chartlimits", "chart_id", "insight_chart"),
        same_practice("insight_chartlimits", "set_by_id", "practice_membership"),
        same_practice("insight_chartlimits", "ended_by_id", "practice_membership"),
        same_practice("insight_chartnote", "chart_id", "insight_chart"),
        same_practice("insight_chartnote", "noted_by_id", "practice_membership"),
        same_practice("insight_chartnote", "ended_by_id", "practice_membership"),
        same_practice("insight_summaryreader", "member_id", "practice_membership"),
        same_practice("insight_summaryreader", "asked_by_id", "practice_membership"),
        same_practice("insight_summaryreader", "ended_by_id", "practice_membership"),
        same_practice("insight_summarysent", "reader_id", "insight_summaryreader"),
        same_practice("insight_project", "lead_id", "practice_membership"),
        same_practice("insight_project", "started_by_id", "practice_membership"),
        same_practice("insight_project", "finished_by_id", "practice_membership"),
        same_practice("insight_projectmember", "project_id", "insight_project"),
        same_practice("insight_projectmember", "member_id", "practice_membership"),
        same_practice("insight_projectmember", "added_by_id", "practice_membership"),
        same_practice("insight_projectmember", "ended_by_id", "practice_membership"),
        same_practice("insight_driver", "project_id", "insight_project"),
        same_practice("insight_driver", "parent_id", "insight_driver"),
        same_practice("insight_driver", "added_by_id", "practice_membership"),
        same_practice("insight_driver", "ended_by_id", "practice_membership"),
        same_practice("insight_projectmeasure", "project_id", "insight_project"),
        same_practice("insight_projectmeasure", "chart_id", "insight_chart"),
        same_practice("insight_projectmeasure", "added_by_id", "practice_membership"),
        same_practice("insight_projectmeasure", "ended_by_id", "practice_membership"),
        same_practice("insight_cycle", "project_id", "insight_project"),
        same_practice("insight_cycle", "idea_id", "insight_driver"),
        same_practice("insight_cycle", "planned_by_id", "practice_membership"),
        same_practice("insight_cycle", "decided_by_id", "practice_membership"),
        same_practice("insight_way", "patient_id", "patients_patient"),
        same_practice("insight_way", "worker_id", "practice_membership"),
    ]
