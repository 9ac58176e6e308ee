# METADATA
# title: System folders stay the system's
# description: WORKDIR and VOLUME do not point into /proc, /sys or /dev.
# custom:
#   code: DKF-050
#   severity: high
#   needs: [dockerfile]
#   aliases: [DS-0030, DKL-DI-0002, "kv:block-images-with-volumes"]
#   remediation: Use a folder of the application's own.
#   rationale: A service that works in the kernel's folders can change the host.
#   params:
#     system_dirs:
#       description: Folders that are refused, with all below them.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [/proc, /sys, /dev, /boot]
package std.dockerfile.system_dir

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/system-dir"]

below(path, folder) if trim_suffix(path, "/") == folder

below(path, folder) if startswith(path, sprintf("%s/", [folder]))

deny contains finding if {
	some step in lib.steps
	step.instruction.kw in {"WORKDIR", "VOLUME"}
	some path in step.instruction.args
	some folder in params.system_dirs
	below(trim(path, `"'`), folder)
	finding := {
		"message": sprintf("%s points into `%s`", [step.instruction.kw, folder]),
		"at": step.instruction.loc,
		"term": path,
	}
}
