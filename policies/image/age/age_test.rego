package std.image.age_test

import data.std.image.age

with_input(created, statements) := {"now": "2026-11-24T00:00:00Z", "documents": {"image": [{"uri": "c.json", "config": {}, "created": created}], "attestation": statements}}

params := {"std/image/age": {"max_age_days": 90}}

test_old_images_are_denied if count(age.deny) == 1 with input as with_input("2026-01-01T00:00:00Z", []) with data.params as params

test_new_images_are_fine if count(age.deny) == 0 with input as with_input("2026-11-01T00:00:00Z", []) with data.params as params

test_provenance_knows_better if {
	statements := [{"slsa": {"finishedOn": "2026-11-20T00:00:00Z"}}]
	count(age.deny) == 0 with input as with_input("1970-01-01T00:00:00Z", statements) with data.params as params
}

test_fixed_dates_are_unknown if {
	count(age.unknown) == 1 with input as with_input("1970-01-01T00:00:00Z", []) with data.params as params
	count(age.deny) == 0 with input as with_input("1970-01-01T00:00:00Z", []) with data.params as params
}

test_less_time_denies_more if {
	strict := {"std/image/age": {"max_age_days": 7}}
	count(age.deny) == 1 with input as with_input("2026-11-01T00:00:00Z", []) with data.params as strict
}
