# METADATA
# title: Signing keys are kept safe
# description: No private key or its password in the repository or in a workflow; where it is asked for, keys live in a KMS.
# custom:
#   code: SIG-004
#   severity: high
#   needs: []
#   optional: [context, ci, signature]
#   remediation: Keep the key in a KMS or sign without keys; give its password from the secret store.
#   rationale: Whoever has the key signs whatever he likes in your name.
#   seed: ["8.3"]
#   params:
#     require_kms:
#       description: Whether keys must be referenced in a KMS.
#       schema: {type: boolean}
#       merge: or
#       default: false
#   checks:
#     file: {}
#     password: {}
#     kms: {}
package std.signature.key_custody

import data.std.lib.workflows

params := data.params["std/signature/key-custody"]

deny contains finding if {
	some context in input.documents.context
	some file in context.files
	regex.match(`(^|/)(cosign|import-cosign|notation|signing)[^/]*\.key$`, file.path)
	finding := {
		"check": "file",
		"message": sprintf("`%s` is a private key for signing", [file.path]),
		"at": {"uri": file.path, "line": 1},
		"term": file.path,
	}
}

deny contains finding if {
	some found in workflows.variables
	found.name == "COSIGN_PASSWORD"
	is_string(found.value)
	found.value != ""
	not contains(found.value, "${{")
	not startswith(found.value, "$")
	finding := {
		"check": "password",
		"message": "the password of the signing key stands in the workflow",
		"at": found.at,
		"term": "COSIGN_PASSWORD",
	}
}

deny contains finding if {
	params.require_kms
	some found in workflows.commands
	found.command.name == "cosign"
	found.command.args[0] in {"sign", "attest"}
	key := key_of(found.command)
	not regex.match(`^(awskms|gcpkms|azurekms|hashivault|k8s)://|^pkcs11:`, key)
	finding := {
		"check": "kms",
		"message": sprintf("the signing key `%s` is not in a KMS", [key]),
		"at": found.at,
		"term": key,
	}
}

key_of(command) := command.opts.key

key_of(command) := word if {
	not command.opts.key
	some at, flag in command.argv
	flag in {"--key", "-key", "-k"}
	word := command.argv[at + 1]
}
