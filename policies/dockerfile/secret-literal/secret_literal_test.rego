package std.dockerfile.secret_literal_test

import data.std.dockerfile.secret_literal
import data.std.lib.testing

table := {"hints": ["gh", "npm_", "PRIVATE KEY"], "patterns": {"github-token": `\bgh[pousr]_[A-Za-z0-9]{36,}`, "private-key": `-----BEGIN (?:[A-Z]+ )*PRIVATE KEY`}, "samples": ["EXAMPLE"]}

# Put together, so that no scanner takes this file for a leak.
token := concat("", ["ghp", "_", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"])

findings(raw, more) := found if {
	params := {"std/dockerfile/secret-literal": {"token_patterns": more}}
	instruction := testing.instruction("RUN", 2, {"raw": raw})
	found := secret_literal.deny with input as testing.one([instruction]) with data.params as params with data.token_patterns as table
}

test_a_token_is_denied_and_masked if {
	some finding in findings(sprintf("RUN curl -H 'x: %s' y", [token]), [])
	finding.evidence.kind == "github-token"
	not contains(json.marshal(finding), "abcdefghij")
}

test_passwords_in_urls_are_denied_and_masked if {
	some finding in findings("RUN wget https://ana:hunter2secret@files.example/x", [])
	finding.evidence.host == "files.example"
	not contains(json.marshal(finding), "hunter2")
}

test_variables_are_no_passwords if count(findings("RUN wget https://ana:${TOKEN}@files.example/x", [])) == 0

test_users_alone_are_fine if count(findings("RUN git clone ssh://git@host.example/x", [])) == 0

test_samples_are_fine if count(findings("RUN echo ghp_EXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE", [])) == 0

test_own_patterns_count if {
	count(findings("RUN x acme-12345678", [])) == 0
	count(findings("RUN x acme-12345678", ["acme-[0-9]{8}"])) == 1
}
