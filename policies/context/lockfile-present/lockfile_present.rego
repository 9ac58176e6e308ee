# METADATA
# title: Manifests have their lock files
# description: Without a lock file nobody knows which versions the next build gets.
# custom:
#   code: CTX-005
#   severity: medium
#   needs: [context, dockerfile]
#   aliases: ["sc:Pinned-Dependencies"]
#   remediation: Commit the lock file that your package manager writes.
#   rationale: Tampered or broken releases enter with the next build, without a change that anybody reviews.
#   seed: ["3.3"]
#   params:
#     ecosystems:
#       description: Ecosystems that are judged.
#       schema: {type: array, items: {enum: [npm, go, cargo, bundler, composer, poetry]}}
#       merge: union
#       default: [npm, go, cargo, bundler, composer]
package std.context.lockfile_present

params := data.params["std/context/lockfile-present"]

manifests := {
	"npm": {"file": "package.json", "locks": {"package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"}},
	"go": {"file": "go.mod", "locks": {"go.sum"}},
	"cargo": {"file": "Cargo.toml", "locks": {"Cargo.lock"}},
	"bundler": {"file": "Gemfile", "locks": {"Gemfile.lock"}},
	"composer": {"file": "composer.json", "locks": {"composer.lock"}},
	"poetry": {"file": "pyproject.toml", "locks": {"poetry.lock", "uv.lock", "pdm.lock", "pylock.toml"}},
}

# Only manifests at the top of the context: those below may belong to a workspace, which has one lock file.
deny contains finding if {
	some context in input.documents.context
	paths := {file.path | some file in context.files}
	some ecosystem in params.ecosystems
	kind := manifests[ecosystem]
	kind.file in paths
	count(kind.locks & paths) == 0
	installed(kind.file, context)
	finding := {
		"message": sprintf("`%s` has no lock file", [kind.file]),
		"at": {"uri": sprintf("%s%s", [folder(context), kind.file]), "line": 1},
		"term": kind.file,
		"evidence": {"missing": sort(kind.locks)},
	}
}

# The Dockerfile takes the manifest along: only then it is installed from.
installed(file, context) if {
	some document in input.documents.dockerfile
	document.uri == context.dockerfile
	some stage in document.stages
	some instruction in stage.instr
	some source in instruction.copy.srcs
	brings(source, file)
}

brings(source, file) if source in {".", "./", "*", file, sprintf("./%s", [file])}

brings(source, file) if glob.match(source, ["/"], file)

folder(context) := "" if context.folder in {".", ""}

folder(context) := sprintf("%s/", [context.folder]) if not context.folder in {".", ""}
