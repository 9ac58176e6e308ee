# METADATA
# title: Packages of the distribution are pinned
# description: Without a version the same Dockerfile installs something else tomorrow.
# custom:
#   code: DKF-012
#   severity: low
#   needs: [dockerfile]
#   remediation: Name versions, such as `nginx=1.26.*`, or build from a digest and a dated snapshot of the repository.
#   rationale: A build that cannot be repeated cannot be examined.
#   seed: ["2.3"]
#   params:
#     pin_mode:
#       description: "`version`: every package has one; `snapshot`: a base with a digest and a dated repository are enough."
#       schema: {enum: [version, snapshot]}
#       merge: replace
#       default: version
#     allow_unpinned:
#       description: Globs of packages that need no version.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [ca-certificates, tzdata]
#   checks:
#     apt: {aliases: [DL3008]}
#     apk: {aliases: [DL3018]}
#     yum: {aliases: [DL3033]}
#     zypper: {aliases: [DL3037]}
#     dnf: {aliases: [DL3041]}
package std.dockerfile.os_packages_pinned

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/os-packages-pinned"]

kinds := {"apt-get": "apt", "apt": "apt", "aptitude": "apt", "apk": "apk", "yum": "yum", "zypper": "zypper", "dnf": "dnf", "dnf5": "dnf", "microdnf": "dnf"}

actions := {"install", "add", "in"}

# Names that no version can be written at: groups, patterns, files, variables, and what already says which one.
unpinned(item, kind) if {
	is_null(item.version)
	item.kind == "repo"
	not regex.match(`[$*/=~<>(){]|^@|^-|^\.`, item.name)
	not regex.match(`\.(deb|rpm|apk)$`, item.name)
	not dashed(item.name, kind)
	not lib.matches_any(params.allow_unpinned, item.name)
}

# RPM writes the version behind a hyphen.
dashed(name, kind) if {
	kind in {"yum", "dnf"}
	regex.match(`-[0-9]`, name)
}

dashed(name, "dnf") if contains(name, ":")

snapshot(found) if {
	params.pin_mode == "snapshot"
	is_string(lib.base_image(found.document, found.stage).digest)
	some link in lib.base_chain(found.document, found.stage)
	some instruction in link.instr
	regex.match(`snapshot\.(debian|ubuntu)|/archive/[0-9]{8}|[0-9]{8}T[0-9]{6}Z`, instruction.raw)
}

deny contains finding if {
	some found in lib.packages
	kind := kinds[found.pkg.mgr]
	found.pkg.action in actions
	names := [item.name | some item in found.pkg.packages; unpinned(item, kind)]
	count(names) > 0
	not snapshot(found)
	finding := {
		"check": kind,
		"message": sprintf("%s installs without a version: %s", [found.pkg.mgr, lib.listed(names)]),
		"at": lib.place(found),
		"term": concat(" ", sort(names)),
		"evidence": {"packages": names},
	}
}

# Streams of modules are versions as well: `dnf module install nodejs:24`.
deny contains finding if {
	some found in lib.commands
	kind := kinds[found.command.name]
	kind in {"yum", "dnf"}
	array.slice(found.command.args, 0, 2) == ["module", "install"]
	names := [name |
		some name in array.slice(found.command.args, 2, count(found.command.args))
		not regex.match(`[:$]`, name)
		not lib.matches_any(params.allow_unpinned, name)
	]
	count(names) > 0
	finding := {
		"check": kind,
		"message": sprintf("%s installs modules without a stream: %s", [found.command.name, lib.listed(names)]),
		"at": lib.place(found),
		"term": concat(" ", sort(names)),
		"evidence": {"packages": names},
	}
}
