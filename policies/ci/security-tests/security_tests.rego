# METADATA
# title: The image is tested before it is signed
# description: Between scan and signature some step runs tests against the image.
# custom:
#   code: CIW-006
#   severity: info
#   needs: [ci]
#   aliases: ["sc:CI-Tests", "cf:test"]
#   remediation: Run container-structure-test, ZAP or your own tests against the built image.
#   rationale: A signature should mean that somebody tried the image.
#   seed: ["3.4", "8.1"]
package std.ci.security_tests

import data.std.lib.workflows

tested(sign) if {
	some found in workflows.doing("test")
	workflows.before(found, sign)
}

deny contains finding if {
	some sign in workflows.doing("sign")
	not tested(sign)
	finding := {
		"message": "the image is signed without a test",
		"at": sign.at,
		"term": sign.job.id,
	}
}

# Maven and Gradle skip tests when they are told to.
deny contains finding if {
	some found in workflows.commands
	regex.match(`^(mvn|\./mvnw) .*(-DskipTests|-Dmaven\.test\.skip)|^(gradle|\./gradlew) .*-x test`, workflows.line(found.command))
	count(workflows.doing("test")) == 0
	finding := {
		"message": sprintf("`%s` skips the tests, and no other step runs them", [workflows.line(found.command)]),
		"at": found.at,
		"term": workflows.line(found.command),
	}
}
