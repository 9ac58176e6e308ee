# METADATA
# title: Downloads are checked
# description: What comes from the network is compared with a digest or a signature that is known beforehand.
# custom:
#   code: DKF-037
#   severity: medium
#   needs: [dockerfile]
#   remediation: Compare with `sha256sum -c` in the same RUN, use `ADD --checksum`, or clone a commit by its full hash.
#   rationale: A server that was taken over delivers whatever it likes into the image.
#   params:
#     trusted_hosts:
#       description: Hosts whose files need no check.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
#   checks:
#     add: {aliases: [CIS-4.11, "sc:Pinned-Dependencies"]}
#     download: {aliases: [CIS-4.11, "sc:Pinned-Dependencies"]}
#     git: {aliases: [CIS-4.11, "sc:Pinned-Dependencies"]}
package std.dockerfile.download_verified

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/download-verified"]

host(url) := regex.find_all_string_submatch_n(`^[a-zA-Z+]+://(?:[^@/]*@)?([^/:?#]+)`, url, 1)[0][1]

trusted(url) if host(url) in params.trusted_hosts

flag_names(instruction) := {flag.name | some flag in instruction.flags}

deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "ADD"
	some source in step.instruction.copy.srcs
	regex.match(`^(https?|ftp)://`, source)
	not regex.match(`\.git(#|$)`, source)
	not "checksum" in flag_names(step.instruction)
	not trusted(source)
	finding := {
		"check": "add",
		"message": sprintf("ADD downloads `%s` without a checksum", [source]),
		"at": step.instruction.loc,
		"term": source,
	}
}

deny contains finding if {
	some step in lib.steps
	some download in step.instruction.run.facts.downloads
	download.verified == false
	is_null(download.pipedTo)
	step.instruction.run.commands[download.cmd].name != "git"
	not trusted(download.url)
	keeps(step.instruction.run.commands[download.cmd], download)
	finding := {
		"check": "download",
		"message": sprintf("`%s` is downloaded and not checked", [download.url]),
		"at": object.get(step.instruction.run.commands[download.cmd], "loc", step.instruction.loc),
		"term": download.url,
	}
}

# Requests whose answer is only looked at need no check.
keeps(_, download) if is_string(download.out)

keeps(command, _) if command.name == "wget"

keeps(command, _) if {
	command.name == "curl"
	some flag in command.flags
	flag in {"O", "remote-name", "J"}
}

keeps(command, _) if {
	command.name == "curl"
	command.next == "|"
}

# The commit that a later command of the same RUN checks out.
pinned(instruction) if regex.match(`\b[0-9a-f]{40}\b`, instruction.raw)

deny contains finding if {
	some found in lib.commands
	found.command.name == "git"
	found.command.args[0] == "clone"
	urls := [word | some word in found.command.args; regex.match(`^(https?|git|ssh)://|^git@`, word)]
	count(urls) > 0
	not trusted(urls[0])
	not pinned(found.instruction)
	finding := {
		"check": "git",
		"message": sprintf("`%s` is cloned without naming a commit", [urls[0]]),
		"at": lib.place(found),
		"term": urls[0],
	}
}
