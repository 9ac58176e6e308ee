package std.ci.no_auto_fix_test

import data.std.ci.no_auto_fix

findings(steps) := found if {
	found := no_auto_fix.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": steps}]}]}}
}

fixing := {"run": {"text": "npm audit fix --force", "commands": [{"argv": ["npm", "audit", "fix", "--force"]}]}}

test_fixing_is_denied if count(findings([fixing])) == 1

test_looking_is_fine if count(findings([{"run": {"text": "npm audit", "commands": [{"argv": ["npm", "audit"]}]}}])) == 0

test_a_pull_request_is_reviewed if {
	count(findings([fixing, {"uses": {"owner": "peter-evans", "repo": "create-pull-request", "raw": "peter-evans/create-pull-request@v7"}}])) == 0
}
