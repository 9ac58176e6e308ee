package std.signature.key_custody_test

import data.std.signature.key_custody

checks(documents, kms) := {finding.check | some finding in found} if {
	params := {"std/signature/key-custody": {"require_kms": kms}}
	found := key_custody.deny with input as {"documents": documents} with data.params as params
}

sign(key) := {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": [{"loc": {"uri": "w.yml", "line": 1}, "run": {"commands": [{"name": "cosign", "argv": ["cosign", "sign", "--key", key], "args": ["sign", key], "opts": {}, "flags": ["key"]}]}}]}]}]}

test_a_private_key_is_denied if checks({"context": [{"files": [{"path": "cosign.key"}]}]}, false) == {"file"}

test_public_keys_are_fine if checks({"context": [{"files": [{"path": "cosign.pub"}]}]}, false) == set()

test_a_password_in_the_workflow_is_denied if {
	ci := [{"uri": "w.yml", "jobs": [{"id": "a", "env": {"COSIGN_PASSWORD": "x"}, "steps": []}]}]
	checks({"ci": ci}, false) == {"password"}
}

test_the_secret_store_is_fine if {
	ci := [{"uri": "w.yml", "jobs": [{"id": "a", "env": {"COSIGN_PASSWORD": "${{ secrets.P }}"}, "steps": []}]}]
	checks({"ci": ci}, false) == set()
}

test_a_kms_may_be_required if {
	checks(sign("cosign.key"), false) == set()
	checks(sign("cosign.key"), true) == {"kms"}
	checks(sign("awskms:///alias/x"), true) == set()
}
