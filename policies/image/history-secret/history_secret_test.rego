package std.image.history_secret_test

import data.std.image.history_secret

findings(text, patterns) := found if {
	params := {"std/image/history-secret": {"token_patterns": patterns}}
	found := history_secret.deny with input as {"documents": {"image": [{"uri": "c.json", "history": [{"createdBy": text}]}]}} with data.params as params
}

test_build_arguments_are_denied_and_masked if {
	some finding in findings("|1 NPM_TOKEN=verysecretvalue /bin/sh -c npm ci", [])
	finding.term == "NPM_TOKEN"
	not contains(json.marshal(finding), "secretvalue")
}

test_passwords_in_urls_are_denied if count(findings("/bin/sh -c wget https://a:verysecret@files.example/x", [])) == 1

test_secret_mounts_leave_only_their_names if {
	count(findings("RUN /bin/sh -c --mount=type=secret,id=npm npm ci # buildkit", [])) == 0
}

test_other_arguments_are_fine if count(findings("|1 VERSION=1.2 /bin/sh -c make", [])) == 0

test_own_patterns_count if count(findings("RUN x acme-12345678", ["acme-[0-9]{8}"])) == 1
