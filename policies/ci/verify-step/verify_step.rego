# METADATA
# title: Images are verified before they are deployed
# description: A pipeline that deploys checks the signature first, against a key or an identity.
# custom:
#   code: CIW-012
#   severity: medium
#   needs: [ci]
#   optional: [admission]
#   remediation: Run `cosign verify --certificate-identity … --certificate-oidc-issuer …` before the deployment, or let the cluster do it.
#   rationale: A signature that nobody checks protects nobody.
#   seed: ["8.3"]
package std.ci.verify_step

import data.std.lib.workflows

# The cluster verifies what it admits.
admitted if {
	some document in input.documents.admission
	some entry in document.verify
	count(object.get(entry, "attestors", [])) > 0
}

verified(deploy) if {
	some found in workflows.doing("verify")
	workflows.before(found, deploy)
}

verified(deploy) if workflows.within(deploy.step, "verify", "deploy")

verified(deploy) if {
	"verify" in workflows.classes(deploy.step)
	not deploy.step.run.commands
}

deny contains finding if {
	not admitted
	some deploy in workflows.doing("deploy")
	not verified(deploy)
	finding := {
		"message": "an image is deployed whose signature nobody checked",
		"at": deploy.at,
		"term": deploy.job.id,
	}
}

bound := {"key", "certificate-identity", "certificate-identity-regexp", "certificate", "k"}

deny contains finding if {
	some found in workflows.commands
	found.command.name == "cosign"
	startswith(found.command.args[0], "verify")
	count({flag | some flag in found.command.flags} & bound) == 0
	finding := {
		"message": "cosign verifies without a key or identity: anybody's signature is good enough",
		"at": found.at,
		"term": workflows.line(found.command),
	}
}
