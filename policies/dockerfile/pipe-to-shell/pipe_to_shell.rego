# METADATA
# title: Nothing from the network is run unseen
# description: A script that goes from the network straight into an interpreter was read by nobody.
# custom:
#   code: DKF-038
#   severity: high
#   needs: [dockerfile]
#   aliases: ["sc:Pinned-Dependencies"]
#   remediation: Download it, compare its digest, then run it; or use a package.
#   rationale: The server decides at every build what runs as root.
package std.dockerfile.pipe_to_shell

import data.std.lib.dockerfile as lib

deny contains finding if {
	some step in lib.steps
	some download in step.instruction.run.facts.downloads
	is_string(download.pipedTo)
	command := step.instruction.run.commands[download.cmd]
	finding := {
		"message": sprintf("`%s` goes straight into %s", [download.url, download.pipedTo]),
		"at": object.get(command, "loc", step.instruction.loc),
		"term": download.url,
	}
}
