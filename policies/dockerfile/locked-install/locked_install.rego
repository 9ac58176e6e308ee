# METADATA
# title: Dependencies are installed as the lock file says
# description: An install that may change the lock file installs what was published in the meantime.
# custom:
#   code: DKF-022
#   severity: medium
#   needs: [dockerfile]
#   optional: [context]
#   aliases: ["sc:Pinned-Dependencies", "zz:adhoc-packages"]
#   remediation: Copy manifest and lock file, and install with `npm ci`, `yarn install --immutable`, `pnpm install --frozen-lockfile` or `pip install --require-hashes`.
#   rationale: A release that somebody slipped in reaches the image without a review.
#   seed: ["3.2", "3.3", "7.1"]
#   params:
#     ecosystems:
#       description: Ecosystems that are judged.
#       schema: {type: array, items: {enum: [npm, yarn, pnpm, pip, go, bundler]}}
#       merge: union
#       default: [npm, yarn, pnpm, go, bundler]
#   checks:
#     mutable: {}
#     lock-not-copied: {}
package std.dockerfile.locked_install

import data.std.lib.context as contexts
import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/locked-install"]

# Installs of the whole manifest that may deviate from the lock file, with what would not.
mutable(command) := ["npm", "npm ci"] if {
	command.name == "npm"
	command.args in [["install"], ["i"]]
	not lib.flagged(command, {"g", "global", "package-lock-only"})
}

mutable(command) := ["yarn", "yarn install --immutable"] if {
	command.name == "yarn"
	command.args in [["install"], []]
	not lib.flagged(command, {"frozen-lockfile", "immutable", "version", "v", "pure-lockfile"})
}

mutable(command) := ["pnpm", "pnpm install --frozen-lockfile"] if {
	command.name == "pnpm"
	command.args in [["install"], ["i"]]
	not lib.flagged(command, {"frozen-lockfile", "g", "global", "offline"})
}

mutable(command) := ["pip", "pip install --require-hashes"] if {
	regex.match(`^pip[0-9.]*$`, command.name)
	"install" in command.args
	lib.flagged(command, {"r", "requirement"})
	not lib.flagged(command, {"require-hashes"})
}

deny contains finding if {
	some found in lib.commands
	[ecosystem, better] := mutable(found.command)
	ecosystem in params.ecosystems
	finding := {
		"check": "mutable",
		"message": sprintf("`%s` may install something else than the lock file says", [lib.line(found.command)]),
		"at": lib.place(found),
		"term": lib.line(found.command),
		"evidence": {"use": better},
		"fix": fix(found),
	}
}

# Only npm's two commands stand for each other, and only where the lock file is there.
fix(found) := {"description": "use npm ci", "edits": [{"at": lib.place(found), "find": "npm install", "replace": "npm ci"}]} if {
	lib.mendable(found)
	startswith(lib.line(found.command), "npm install")
	some context in contexts.of(found.document)
	some file in context.files
	endswith(file.path, "package-lock.json")
}

default fix(_) := null

# Manifests with their lock files, and the commands that read them.
locks := {
	"npm": {"manifest": "package.json", "locks": {"package-lock.json", "npm-shrinkwrap.json"}, "words": {"ci", "install", "i"}},
	"yarn": {"manifest": "package.json", "locks": {"yarn.lock"}, "words": {"install"}},
	"pnpm": {"manifest": "package.json", "locks": {"pnpm-lock.yaml"}, "words": {"install", "i"}},
	"go": {"manifest": "go.mod", "locks": {"go.sum"}, "words": {"download", "build"}},
	"bundle": {"manifest": "Gemfile", "locks": {"Gemfile.lock"}, "words": {"install"}},
}

ecosystem_of := {"bundle": "bundler"}

# Sources that instructions before an index copy, by COPY, ADD or a bind mount.
sources_before(stage, at) := {base(source) |
	some index, instruction in stage.instr
	index < at
	instruction.kw in {"COPY", "ADD"}
	some source in instruction.copy.srcs
}

base(path) := parts[count(parts) - 1] if parts := split(trim_suffix(path, "/"), "/")

brings(sources, lock) if {
	some source in sources
	glob.match(source, null, lock)
}

brings(sources, _) if count(sources & {".", "*", ""}) > 0

mounts_lock(instruction, lock) if {
	some mount in instruction.mounts
	endswith(object.get(mount, "source", ""), lock)
}

# Per stage and manager the commands that read a manifest without its lock file; the first one is where it matters.
unlocked(stage, manager) := [{"command": command, "instruction": instruction} |
	kind := locks[manager]
	some at, instruction in stage.instr
	some command in instruction.run.commands
	command.name == manager
	count({word | some word in command.args} & kind.words) > 0
	sources := sources_before(stage, at)
	kind.manifest in sources
	not any_lock(kind, sources, instruction)
]

deny contains finding if {
	some found in lib.stages
	some manager, kind in locks
	object.get(ecosystem_of, manager, manager) in params.ecosystems
	first := unlocked(found.stage, manager)[0]
	finding := {
		"check": "lock-not-copied",
		"message": sprintf("`%s` is copied without its lock file", [kind.manifest]),
		"at": object.get(first.command, "loc", first.instruction.loc),
		"term": kind.manifest,
		"evidence": {"missing": sort(kind.locks)},
	}
}

any_lock(kind, sources, _) if {
	some lock in kind.locks
	brings(sources, lock)
}

any_lock(kind, _, instruction) if {
	some lock in kind.locks
	mounts_lock(instruction, lock)
}
