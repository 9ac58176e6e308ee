# METADATA
# title: Images are signed by whom you trust
# description: The key, or the certificate's issuer and subject, is one that the organisation names.
# custom:
#   code: SIG-003
#   severity: high
#   needs: [signature]
#   aliases: ["cf:github_certificate", "kv:verify-image"]
#   remediation: Sign with a key or an identity of the list, such as the release workflow of the repository.
#   rationale: Anybody can sign; the question is who did.
#   seed: ["8.3"]
#   params:
#     keys:
#       description: Fingerprints of keys that may sign.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
#     identities:
#       description: Identities that may sign, as issuer and pattern (RE2, anchored by us) of the subject.
#       schema: {type: array, items: {type: object}}
#       merge: intersect
#       default: []
package std.signature.identity_allowed

import data.std.lib.documents

params := data.params["std/signature/identity-allowed"]

configured if count(params.keys) + count(params.identities) > 0

allowed(signature) if signature.keyFingerprint in params.keys

allowed(signature) if {
	some identity in params.identities
	identity.issuer == signature.identity.issuer
	regex.match(sprintf(`^(?:%s)$`, [identity.subject]), signature.identity.san)
}

shown(signature) := sprintf("%v (%v)", [signature.identity.san, signature.identity.issuer]) if is_string(object.get(signature, ["identity", "san"], null))

shown(signature) := sprintf("key %v", [signature.keyFingerprint]) if {
	not is_string(object.get(signature, ["identity", "san"], null))
	is_string(object.get(signature, "keyFingerprint", null))
}

shown(signature) := "somebody" if not is_named(signature)

is_named(signature) if is_string(object.get(signature, ["identity", "san"], null))

is_named(signature) if is_string(object.get(signature, "keyFingerprint", null))

# A signature that was tried and does not hold is nobody's.
signatures := [signature |
	some signature in input.documents.signature
	not documents.is_refuted(signature)
	not documents.is_about_base(signature)
]

deny contains finding if {
	configured
	some signature in signatures
	is_named(signature)
	not allowed(signature)
	finding := {
		"message": sprintf("the image is signed by %s, whom nobody allowed", [shown(signature)]),
		"at": documents.place(signature, {}),
		"term": shown(signature),
	}
}

# A pattern that anybody fits allows everybody.
deny contains finding if {
	some identity in params.identities
	regex.match(`^(\^)?(\.\*|\.\+)|@gmail|^\s*$`, identity.subject)
	some signature in signatures
	finding := {
		"message": sprintf("the identity pattern `%s` fits anybody", [identity.subject]),
		"at": documents.place(signature, {}),
		"term": identity.subject,
	}
}

unknown contains finding if {
	not configured
	some signature in signatures
	finding := {
		"message": sprintf("the image is signed by %s, but nobody has said who may sign", [shown(signature)]),
		"at": documents.place(signature, {}),
		"term": shown(signature),
	}
}

# Names in a signature that nobody verified prove nothing.
unknown contains finding if {
	configured
	some signature in signatures
	signature.verified == false
	not is_stranger(signature)
	finding := {
		"message": sprintf("it seems that %s has signed, but nobody has verified it here", [shown(signature)]),
		"at": documents.place(signature, {}),
		"term": shown(signature),
	}
}

is_stranger(signature) if {
	is_named(signature)
	not allowed(signature)
}
