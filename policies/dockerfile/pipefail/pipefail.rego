# METADATA
# title: A failure in a pipe fails the build
# description: Without pipefail only the last command of a pipe decides whether the RUN succeeded.
# custom:
#   code: DKF-046
#   severity: low
#   needs: [dockerfile]
#   aliases: [DL4006]
#   remediation: Set `SHELL ["/bin/bash", "-o", "pipefail", "-c"]`, or begin the RUN with `set -o pipefail`.
#   rationale: A download that failed leaves an empty file, and the build goes on.
package std.dockerfile.pipefail

import data.std.lib.dockerfile as lib

# The shell that counts where an instruction stands.
shells(document, stage, instruction) := [other.cmd.argv |
	some link in lib.base_chain(document, stage)
	some other in link.instr
	other.kw == "SHELL"
	not other.loc.line > instruction.loc.line
]

guarded(document, stage, instruction) if {
	all := shells(document, stage, instruction)
	shell := all[count(all) - 1]
	safe(document, stage, shell)
}

safe(_, _, argv) if {
	some word in argv
	contains(word, "pipefail")
	not regex.match(`(^|/)sh$`, argv[0])
}

# `sh` is another shell on every base; that of BusyBox knows the option.
safe(document, stage, argv) if {
	some word in argv
	contains(word, "pipefail")
	regex.match(`(^|/)sh$`, argv[0])
	regex.match(`alpine|busybox`, lib.base_image(document, stage).resolved)
}

# PowerShell and cmd have no such thing.
safe(_, _, argv) if regex.match(`(?i)(pwsh|powershell|cmd)(\.exe)?$`, argv[0])

guarded(_, _, instruction) if regex.match(`pipefail|^#!.*(pwsh|powershell|python|perl|node)`, instruction.raw)

# What only prints its arguments does not fail.
steady := {"echo", "printf", "yes", "true", ":"}

deny contains finding if {
	some found in lib.commands
	found.command.pos == 0
	found.command.next in {"|", "|&"}
	failing := [other.name |
		some other in found.instruction.run.commands
		other.pipe == found.command.pipe
		other.next in {"|", "|&"}
		not other.name in steady
	]
	count(failing) > 0
	not lib.windows(found.stage)
	not guarded(found.document, found.stage, found.instruction)
	finding := {
		"message": sprintf("a failure of `%s` goes unnoticed in the pipe", [failing[0]]),
		"at": lib.place(found),
		"term": lib.line(found.command),
	}
}
