package std.registry.scan_on_push_test

import data.std.registry.scan_on_push

findings(project, globs) := found if {
	params := {"std/registry/scan-on-push": {"project_globs": globs}}
	found := scan_on_push.deny with input as {"documents": {"registry": [{"uri": "p.json", "projects": [object.union({"name": "prod"}, project)]}]}} with data.params as params
}

test_a_project_without_scan_is_denied if {
	count(findings({"metadata": {"auto_scan": "false"}}, ["*"])) == 1
	count(findings({"metadata": {}}, ["*"])) == 1
}

test_scanning_is_fine if count(findings({"metadata": {"auto_scan": "true"}}, ["*"])) == 0

test_proxies_are_not_judged if count(findings({"metadata": {}, "registry_id": 3}, ["*"])) == 0

test_other_projects_are_not_judged if count(findings({"metadata": {}}, ["x"])) == 0
