# METADATA
# title: No sudo in the build
# description: A build step is root or it is not; sudo in the image lets the service become root again.
# custom:
#   code: DKF-035
#   severity: medium
#   needs: [dockerfile]
#   aliases: [DL3004, DS-0010, CKV2_DOCKER_1, DKL-DI-0001]
#   remediation: Switch with USER, do what needs root before, and leave sudo out.
#   rationale: sudo in the image is a way back to root for whoever takes over the service.
package std.dockerfile.no_sudo

import data.std.lib.dockerfile as lib

deny contains finding if {
	some found in lib.commands
	name := used(found.command)
	finding := {
		"message": sprintf("`%s` is used", [name]),
		"at": lib.place(found),
		"term": lib.line(found.command),
	}
}

used(command) := "sudo" if "sudo" in command.wrap

used(command) := "sudo" if command.name == "sudo"

used(command) := "su" if {
	command.name == "su"
	count(command.args) + count(command.flags) > 0
	not steps_down(command)
}

# `su nobody -c …` gives rights up, where sudo takes them.
steps_down(command) if {
	some at, word in command.argv
	at > 0
	regex.match(`^[A-Za-z_$][^/ ]*$`, word)
	word != "root"
	not command.argv[at - 1] in {"-c", "--command", "-s", "--shell", "-g", "--group"}
}
