# METADATA
# title: Package signatures are checked
# description: Package managers check who signed a package unless they are told not to.
# custom:
#   code: DKF-040
#   severity: high
#   needs: [dockerfile]
#   aliases: [CIS-4.11]
#   remediation: Add the repository's key instead of switching the check off.
#   rationale: Without the check any mirror can deliver its own packages.
#   checks:
#     apk: {aliases: [CKV2_DOCKER_7, CIS-4.11]}
#     apt: {aliases: [CKV2_DOCKER_8, CIS-4.11]}
#     rpm-manager: {aliases: [CKV2_DOCKER_9, CIS-4.11]}
#     rpm: {aliases: [CKV2_DOCKER_10, CIS-4.11]}
#     force-yes: {aliases: [CKV2_DOCKER_11, CIS-4.11]}
package std.dockerfile.pkg_signature_off

import data.std.lib.dockerfile as lib

off(command) := "apk" if {
	command.name == "apk"
	lib.flagged(command, {"allow-untrusted"})
}

off(command) := "apt" if {
	command.name in {"apt-get", "apt", "aptitude"}
	lib.flagged(command, {"allow-unauthenticated", "allow-insecure-repositories"})
}

off(command) := "apt" if {
	command.name in {"apt-get", "apt", "aptitude"}
	regex.match(`(?i)AllowUnauthenticated=(true|1|yes)`, lib.line(command))
}

off(command) := "rpm-manager" if {
	command.name in {"yum", "dnf", "tdnf", "microdnf", "zypper"}
	lib.flagged(command, {"nogpgcheck", "no-gpg-checks", "no-gpgcheck"})
}

off(command) := "rpm" if {
	command.name == "rpm"
	lib.flagged(command, {"nosignature", "nodigest", "noverify", "nofiledigest"})
}

off(command) := "force-yes" if {
	command.name in {"apt-get", "apt"}
	lib.flagged(command, {"force-yes"})
}

deny contains finding if {
	some found in lib.commands
	check := off(found.command)
	finding := {
		"check": check,
		"message": sprintf("`%s` does not check who signed the packages", [lib.line(found.command)]),
		"at": lib.place(found),
		"term": lib.line(found.command),
	}
}
