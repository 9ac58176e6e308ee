# METADATA
# title: Packages of languages are pinned
# description: A tool that is installed by name alone is whatever was published last.
# custom:
#   code: DKF-044
#   severity: medium
#   needs: [dockerfile]
#   aliases: ["sc:Pinned-Dependencies"]
#   remediation: Name a version, such as `pip install flask==3.1.0` or `npm install -g serve@14.2.0`.
#   rationale: A release by somebody who stole the account runs in the next build.
#   params:
#     allow_unpinned:
#       description: Globs of packages that need no version.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
#   checks:
#     pip: {aliases: [DL3013]}
#     npm: {aliases: [DL3016]}
#     gem: {aliases: [DL3028]}
#     go: {aliases: [DL3062]}
#     cargo: {}
package std.dockerfile.lang_packages_pinned

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/lang-packages-pinned"]

kinds := {"pip": "pip", "pip2": "pip", "pip3": "pip", "pipx": "pip", "npm": "npm", "yarn": "npm", "pnpm": "npm", "gem": "gem", "go": "go", "cargo": "cargo"}

actions := {"install", "i", "add", "get", "run"}

# Names without a version: no files, URLs, variables or constraints.
bare("pip", item) if not regex.match(`[=<>~!]|^git\+|://|^\.|^/|\$|\.(whl|tar\.gz|zip)$`, item.name)

bare("npm", item) if not regex.match(`^(git|https?|file|github|ssh)[:+]|://|^\.|^/|\$|\.(tgz|tar|tar\.gz)$|^@?[^@]+@[^@]+$|^[^@/]+/[^@/]+(#|$)`, item.name)

bare("gem", item) if not regex.match(`:|\.gem$|\$|^\.|^/`, item.name)

# What has no host is a file or a part of the module itself.
bare("go", item) if {
	regex.match(`^[^/]+\.[^/]+/`, item.name)
	not regex.match(`@|^\.|\$`, item.name)
}

bare("go", item) if endswith(item.name, "@latest")

bare("cargo", item) if not regex.match(`@|\$|^\.|^/`, item.name)

unversioned(kind, item) if {
	item.kind == "repo"
	is_null(item.version)
	bare(kind, item)
}

# A repository without a tag or commit is whatever was pushed last.
unversioned("pip", item) if {
	item.kind == "url"
	startswith(item.name, "git+")
	not regex.match(`^git\+[a-z]+://[^/]*/.*@`, item.name)
}

unversioned("npm", item) if {
	item.kind == "url"
	regex.match(`^(git[+:@]|github:)`, item.name)
	not contains(item.name, "#")
}

unversioned("npm", item) if {
	item.kind == "repo"
	regex.match(`^[^@/.~$][^@/]*/[^@/#]+$`, item.name)
}

unversioned(kind, item) if {
	item.version in {"latest", "next", "*"}
	kind in {"npm", "go"}
}

# The whole command says which versions, or that it takes local files.
exempt(found, "pip") if lib.flagged(found.command, {"r", "requirement", "c", "constraint", "e", "editable", "build-constraint"})

exempt(found, "gem") if regex.match(`(^| )(-v|--version)([ =0-9]|$)`, lib.line(found.command))

# `go install tool` takes the versions of go.mod.
exempt(found, "go") if found.command.args[1] == "tool"

exempt(found, "cargo") if lib.flagged(found.command, {"version", "vers", "path", "git", "locked"})

deny contains finding if {
	some found in lib.packages
	kind := kinds[found.pkg.mgr]
	found.pkg.action in actions
	not exempt(found, kind)
	names := [item.name |
		some item in found.pkg.packages
		unversioned(kind, item)
		not lib.matches_any(params.allow_unpinned, item.name)
	]
	count(names) > 0
	finding := {
		"check": kind,
		"message": sprintf("%s installs without a version: %s", [found.pkg.mgr, lib.listed(names)]),
		"at": lib.place(found),
		"term": concat(" ", sort(names)),
		"evidence": {"packages": names},
	}
}
