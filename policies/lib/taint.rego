# METADATA
# title: Where secrets go in a stage
# description: The walk that the rules about secret mounts, deleted files and leaking stages share.
package std.lib.taint

import data.std.lib.dockerfile as lib
import data.std.lib.secrets

# The paths that a COPY or ADD makes in the stage.
placed(instruction) := {sprintf("%s%s", [slashed(instruction.copy.dest), base(source)]) | some source in instruction.copy.srcs} if folder(instruction)

placed(instruction) := {instruction.copy.dest} if not folder(instruction)

folder(instruction) if endswith(instruction.copy.dest, "/")

folder(instruction) if instruction.copy.dest in {".", ".."}

folder(instruction) if count(instruction.copy.srcs) > 1

slashed(path) := path if endswith(path, "/")

slashed(path) := sprintf("%s/", [path]) if not endswith(path, "/")

base(path) := parts[count(parts) - 1] if parts := split(trim_suffix(path, "/"), "/")

# Whether a path is the other one or lies below it.
covers(outer, _) if outer in {"/", "."}

covers(outer, inner) if trim_suffix(outer, "/") == trim_suffix(inner, "/")

covers(outer, inner) if startswith(inner, slashed(outer))

covers(outer, inner) if {
	endswith(outer, "/*")
	startswith(inner, trim_suffix(outer, "*"))
}

# Files that the secret mounts of an instruction appear as.
mounted(instruction) := {mount.target |
	some mount in instruction.mounts
	mount.type == "secret"
	is_string(mount.target)
}

# Variables that the secret mounts of an instruction fill.
mounted_names(instruction) := {mount.env |
	some mount in instruction.mounts
	mount.type == "secret"
	is_string(mount.env)
}

# Places that are no part of the layer.
volatile(instruction, path) if {
	some mount in instruction.mounts
	mount.type in {"tmpfs", "cache"}
	covers(mount.target, path)
}

volatile(_, path) if regex.match(`^/dev/|^/proc/|^&|^/run/secrets/`, path)

copiers := {"cp", "mv", "install", "ln", "tee", "rsync"}

reads(command, paths) if {
	some word in command.argv
	some path in paths
	contains(word, path)
}

reads(command, paths) if {
	some redirection in command.redir
	redirection.op == "<"
	redirection.target in paths
}

# Where a command of a RUN with a secret mount stores the secret.
stores(instruction, command) := target if {
	command.name in copiers
	reads(command, mounted(instruction))
	not command.name == "ln"
	target := command.args[count(command.args) - 1]
	not volatile(instruction, target)
}

stores(instruction, command) := target if {
	not command.name in copiers
	secret_in(instruction, command)
	some redirection in command.redir
	redirection.op in {">", ">>"}
	target := redirection.target
	not volatile(instruction, target)
}

secret_in(instruction, command) if {
	command.name in {"cat", "base64", "echo", "printf", "head", "tr", "envsubst"}
	reads(command, mounted(instruction))
}

secret_in(instruction, command) if {
	command.name in {"echo", "printf"}
	some word in command.words
	some name in word.vars
	name in mounted_names(instruction)
}

# Files of a stage that hold secrets: copied in, or written from a mount. Stages that it is built on count as well.
secret_paths(document, stage) := copied | written if {
	chain := lib.base_chain(document, stage)
	copied := {path |
		some link in chain
		some instruction in link.instr
		instruction.kw in {"COPY", "ADD"}
		is_null(instruction.copy.from)
		some source in instruction.copy.srcs
		secrets.secret_file(secrets.secret_globs, secrets.allow_globs, source)
		some path in placed(object.union(instruction, {"copy": {"srcs": [source], "dest": folder_dest(instruction)}}))
	}
	written := {path |
		some link in chain
		some instruction in link.instr
		some command in instruction.run.commands
		path := stores(instruction, command)
	}
}

# With several sources the destination is a folder, whatever it looks like.
folder_dest(instruction) := slashed(instruction.copy.dest) if folder(instruction)

folder_dest(instruction) := instruction.copy.dest if not folder(instruction)
