# METADATA
# title: Package managers are used as scripts use them
# description: Nobody is there to answer questions, the tool's output stays stable, and the distribution is not replaced.
# custom:
#   code: DKF-042
#   severity: low
#   needs: [dockerfile]
#   remediation: Add `-y`, use apt-get instead of apt, and move to a newer base instead of upgrading all of it.
#   rationale: A question without an answer fails the build; an upgrade of everything makes an image that nobody tested.
#   checks:
#     apt-yes: {aliases: [DL3014, DS-0021]}
#     apt: {aliases: [DL3027, CKV_DOCKER_9]}
#     yum-yes: {aliases: [DL3030]}
#     zypper-yes: {aliases: [DL3034]}
#     zypper-dup: {aliases: [DL3035]}
#     dnf-yes: {aliases: [DL3038]}
#     dist-upgrade: {aliases: [DS-0024, DKL-DI-0003]}
package std.dockerfile.pkg_manager_usage

import data.std.lib.dockerfile as lib

yes := {"y", "yes", "assume-yes", "assumeyes"}

quiet(command) if regex.match(`(^| )(-[a-zA-Z]*q[a-zA-Z]*q|-q=2|--quiet --quiet|-q .*-q)`, lib.line(command))

installs := {"install", "groupinstall", "localinstall", "reinstall", "upgrade", "in", "source-install", "patch"}

installing(command) if {
	some word in command.args
	word in {"install", "in", "groupinstall", "localinstall", "reinstall"}
}

assumed(document, stage) if {
	some link in lib.base_chain(document, stage)
	some instruction in link.instr
	contains(instruction.raw, "APT::Get::Assume-Yes")
}

misuse(found) := ["apt-yes", "waits for an answer: add `-y`"] if {
	command := found.command
	command.name == "apt-get"
	installing(command)
	not lib.flagged(command, yes)
	not quiet(command)
	not assumed(found.document, found.stage)
}

misuse(found) := ["apt", "is made for people: scripts use apt-get"] if {
	found.command.name == "apt"
	found.command.args[0]
}

misuse(found) := ["yum-yes", "waits for an answer: add `-y`"] if {
	found.command.name == "yum"
	installing(found.command)
	not lib.flagged(found.command, yes)
}

misuse(found) := ["dnf-yes", "waits for an answer: add `-y`"] if {
	found.command.name in {"dnf", "dnf5", "microdnf"}
	installing(found.command)
	not lib.flagged(found.command, yes)
}

misuse(found) := ["zypper-yes", "waits for an answer: add `-n`"] if {
	found.command.name == "zypper"
	some word in found.command.args
	word in {"install", "in", "remove", "rm", "source-install", "si", "patch"}
	not lib.flagged(found.command, {"n", "non-interactive", "y", "no-confirm"})
}

misuse(found) := ["zypper-dup", "replaces the distribution"] if {
	found.command.name == "zypper"
	some word in found.command.args
	word in {"dist-upgrade", "dup"}
}

misuse(found) := ["dist-upgrade", "replaces the distribution"] if {
	found.command.name in {"apt-get", "aptitude"}
	"dist-upgrade" in found.command.args
}

deny contains finding if {
	some found in lib.commands
	[check, text] := misuse(found)
	finding := {
		"check": check,
		"message": sprintf("`%s` %s", [lib.line(found.command), text]),
		"at": lib.place(found),
		"term": lib.line(found.command),
		"fix": fix(found, check),
	}
}

fix(found, check) := {"description": "add -y", "edits": [{"at": lib.place(found), "find": " install", "replace": " install -y"}]} if {
	check in {"apt-yes", "yum-yes", "dnf-yes", "zypper-yes"}
	lib.mendable(found)
	contains(lib.line(found.command), " install")
}

fix(found, "apt") := {"description": "use apt-get", "edits": [{"at": lib.place(found), "find": "apt ", "replace": "apt-get "}]} if lib.mendable(found)

default fix(_, _) := null
