# METADATA
# title: apt installs only what is asked for
# description: apt adds recommended packages unless it is told not to.
# custom:
#   code: DKF-009
#   severity: low
#   needs: [dockerfile]
#   aliases: [DL3015, DS-0029]
#   remediation: Add --no-install-recommends and name what is really needed.
#   rationale: Every package that nobody asked for can have vulnerabilities.
#   seed: ["1.3", "2.3"]
package std.dockerfile.apt_no_recommends

import data.std.lib.dockerfile as lib

off := `(?i)Install-Recommends"?[= ]+"?(0|false|no)`

# Switched off by the command itself, or by a configuration file of the stage or the one it is built on.
switched_off(found) if "no-install-recommends" in found.pkg.flags

switched_off(found) if {
	contains(found.instruction.raw, "Install-Recommends")
	regex.match(off, found.instruction.raw)
}

switched_off(found) if {
	some link in lib.base_chain(found.document, found.stage)
	some instruction in link.instr
	contains(instruction.raw, "Install-Recommends")
	regex.match(off, instruction.raw)
	not instruction.loc.line > found.instruction.loc.line
}

severity(found) := "low" if lib.ships(found.document, found.stage)

severity(found) := "info" if not lib.ships(found.document, found.stage)

deny contains finding if {
	some found in lib.packages
	found.pkg.mgr in {"apt-get", "apt"}
	found.pkg.action == "install"
	not switched_off(found)
	finding := {
		"message": sprintf("%s installs recommended packages as well", [found.pkg.mgr]),
		"at": lib.place(found),
		"severity": severity(found),
		"evidence": {"packages": [item.name | some item in found.pkg.packages]},
		"fix": fix(found),
	}
}

fix(found) := {"description": "add --no-install-recommends", "edits": [{"at": lib.place(found), "find": " install", "replace": " install --no-install-recommends"}]} if lib.mendable(found)

default fix(_) := null
