package std.dockerfile.labels_test

import data.std.dockerfile.labels
import data.std.lib.testing

label(key, value) := testing.instruction("LABEL", 2, {"kv": [{"k": key, "v": value, "loc": testing.loc(2)}]})

checks(instr, schema, required, strict) := {finding.check | some finding in found} if {
	params := {"std/dockerfile/labels": {"label_schema": schema, "required_labels": required, "strict": strict}}
	found := labels.deny with input as testing.one(instr) with data.params as params with data.spdx_licenses as {"ids": ["MIT", "Apache-2.0", "GPL-2.0-only"]}
}

test_keys_have_a_form if {
	checks([label("Foo", "x")], {}, [], false) == {"key"}
	checks([label("com.docker.x", "x")], {}, [], false) == {"key"}
	checks([label("org.example.x", "x")], {}, [], false) == set()
}

test_values_have_the_form_of_their_meaning if {
	every form, wrong in {"url": "no url", "rfc3339": "yesterday", "hash": "main", "semver": "1", "email": "ana", "spdx": "see, file"} {
		checks([label("l", wrong)], {"l": form}, [], false) == {form}
	}
	every form, right in {"url": "https://example.com", "rfc3339": "2026-11-24T00:00:00Z", "hash": "0123abc", "semver": "1.2.3", "email": "ana@example.com", "spdx": "MIT OR Apache-2.0"} {
		checks([label("l", right)], {"l": form}, [], false) == set()
	}
}

test_empty_values_are_denied if checks([label("l", "")], {"l": "text"}, [], false) == {"empty"}

test_variables_are_not_judged if checks([label("l", "$REVISION")], {"l": "hash"}, [], false) == set()

test_required_labels_must_be_there if {
	checks([], {}, ["l"], false) == {"missing"}
	checks([label("l", "x")], {}, ["l"], false) == set()
	checks([], {"l": "text"}, [], false) == {"missing"}
}

test_strict_refuses_others if checks([label("l", "x")], {}, [], true) == {"superfluous"}

test_dates_are_looked_at if {
	checks([label("l", "2026-02-30T00:00:00Z")], {"l": "rfc3339"}, [], false) == {"rfc3339"}
	checks([label("l", "2026-02-28 10:00:00+01:00")], {"l": "rfc3339"}, [], false) == set()
}

test_licences_are_those_of_the_list if {
	every wrong in ["Proprietary", "mit", "GPL-3.0", "MIT OR BSD"] {
		checks([label("l", wrong)], {"l": "spdx"}, [], false) == {"spdx"}
	}
	every right in ["(MIT AND Apache-2.0)", "GPL-2.0-only WITH Classpath-exception-2.0", "LicenseRef-acme", "MIT+"] {
		checks([label("l", right)], {"l": "spdx"}, [], false) == set()
	}
}

test_empty_values_have_no_form_either if {
	checks([label("l", "")], {"l": "url"}, [], false) == {"empty", "url"}
	checks([label("org.opencontainers.image.url", "")], {}, [], false) == {"empty"}
}
