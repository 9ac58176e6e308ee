package std.policy.same_digest_test

import data.std.policy.same_digest

# An image and a report, with what their subject says about them.
findings(contradictions) := found if {
	found := same_digest.deny with input as {
		"subject": {"image": {"digest": "sha256:1"}, "contradictions": contradictions},
		"documents": {
			"image": [{"uri": "i.json", "digest": "sha256:1"}],
			"scan": [{"uri": "r.json"}],
			"sbom": [{"uri": "b.json"}],
		},
	}
}

test_another_digest_is_denied if {
	found := findings([{"what": "digest", "values": [
		{"value": "sha256:1", "uris": ["i.json", "b.json"]},
		{"value": "sha256:2", "uris": ["r.json"]},
	]}])
	{finding.at.uri | some finding in found} == {"r.json"}
}

test_whoever_contradicts_the_declared_image_is_denied if {
	found := findings([{"what": "digest", "values": [
		{"value": "sha256:1", "uris": ["subject.yaml"]},
		{"value": "sha256:3", "uris": ["r.json", "b.json"]},
	]}])
	{finding.at.uri | some finding in found} == {"r.json", "b.json"}
}

test_commits_count if {
	found := findings([{"what": "commit", "values": [
		{"value": "aaaa", "uris": ["i.json"]},
		{"value": "bbbb", "uris": ["r.json"]},
	]}])
	count(found) == 2
}

test_without_contradictions_nothing_is_said if count(findings([])) == 0

test_without_image_all_are_named if {
	found := same_digest.deny with input as {
		"subject": {"contradictions": [{"what": "digest", "values": [{"value": "sha256:2", "uris": ["r.json"]}]}]},
		"documents": {"scan": [{"uri": "r.json"}]},
	}
	count(found) == 1
}
