# METADATA
# title: Package caches do not end up in the image
# description: What a package manager downloaded stays in the layer unless the same RUN removes it.
# custom:
#   code: DKF-010
#   severity: low
#   needs: [dockerfile]
#   aliases: [DKL-DI-0004, DKL-DI-0005]
#   remediation: Clean up in the same RUN, or mount the cache with `RUN --mount=type=cache`.
#   rationale: Caches make images larger and tell what was installed, for nothing in return.
#   seed: ["2.3", "3.2", "4.2", "6.4"]
#   params:
#     managers:
#       description: Package managers that are judged.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [apt-get, apt, aptitude, apk, dnf, dnf5, microdnf, yum, zypper, pip, pip2, pip3, npm, yarn]
#   checks:
#     apt: {aliases: [DL3009, DKL-DI-0005]}
#     apk: {aliases: [DL3019, DS-0025, DKL-DI-0004]}
#     yum: {aliases: [DL3032, DS-0015]}
#     dnf: {aliases: [DL3040, DS-0019]}
#     microdnf: {aliases: [DL3040, DS-0027]}
#     zypper: {aliases: [DL3036, DS-0020]}
#     pip: {aliases: [DL3042]}
#     npm: {}
#     npm-no-cache: {}
#     yarn: {aliases: [DL3060]}
package std.dockerfile.pkg_cache_clean

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/pkg-cache-clean"]

# Per manager: what fills the cache, the flag that avoids it, the words that clean it, the folders that hold it, what to do.
habits := {
	"apt": {"actions": {"update"}, "flags": set(), "words": set(), "folders": ["/var/lib/apt", "/var/lib/apt/lists"], "advice": "rm -rf /var/lib/apt/lists/*"},
	"apk": {"actions": {"add", "install"}, "flags": {"no-cache", "no-network"}, "words": {"cache"}, "folders": ["/var/cache/apk", "/etc/apk/cache"], "advice": "apk add --no-cache"},
	"yum": {"actions": {"install", "groupinstall", "localinstall", "reinstall"}, "flags": set(), "words": {"clean"}, "folders": ["/var/cache/yum", "/var/cache/dnf", "/var/cache"], "advice": "yum clean all"},
	"dnf": {"actions": {"install", "groupinstall", "localinstall", "reinstall", "upgrade"}, "flags": set(), "words": {"clean"}, "folders": ["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum", "/var/cache"], "advice": "dnf clean all"},
	"microdnf": {"actions": {"install", "reinstall"}, "flags": set(), "words": {"clean"}, "folders": ["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache"], "advice": "microdnf clean all"},
	"zypper": {"actions": {"install", "in"}, "flags": {"no-cache"}, "words": {"clean", "cc"}, "folders": ["/var/cache/zypp", "/var/cache"], "advice": "zypper clean"},
	"pip": {"actions": {"install"}, "flags": {"no-cache-dir"}, "words": {"purge"}, "folders": ["/root/.cache", "/root/.cache/pip", "~/.cache", "$HOME/.cache"], "advice": "pip install --no-cache-dir"},
	"npm": {"actions": {"install", "i", "ci", "add"}, "flags": set(), "words": {"clean"}, "folders": ["/root/.npm", "~/.npm", "$HOME/.npm"], "advice": "npm cache clean --force"},
	"yarn": {"actions": {"install", "add"}, "flags": set(), "words": {"clean"}, "folders": ["/root/.cache", "/usr/local/share/.cache", "/root/.yarn", "~/.cache", "$HOME/.cache"], "advice": "yarn cache clean"},
}

kinds := {"apt-get": "apt", "apt": "apt", "aptitude": "apt", "apk": "apk", "yum": "yum", "dnf": "dnf", "dnf5": "dnf", "microdnf": "microdnf", "zypper": "zypper", "pip": "pip", "pip2": "pip", "pip3": "pip", "npm": "npm", "yarn": "yarn"}

# A later command of the same RUN that cleans up: the manager itself, or something that removes its folders.
cleaned(found, kind) if {
	some command in found.instruction.run.commands
	command.id > found.pkg.cmd
	kinds[command.name] == kind
	some word in command.args
	word in habits[kind].words
}

cleaned(found, kind) if {
	some command in found.instruction.run.commands
	command.id > found.pkg.cmd
	command.name in {"dnf", "yum", "microdnf"}
	kind in {"dnf", "yum", "microdnf"}
	"clean" in command.args
}

cleaned(found, kind) if {
	some command in found.instruction.run.commands
	command.id > found.pkg.cmd
	command.name in {"rm", "find", "rmdir"}
	some word in command.args
	some folder in habits[kind].folders
	removes(word, folder)
}

removes(word, folder) if {
	startswith(word, folder)
	not folder in parents
}

# All of `/var/cache` is more than enough, another folder in it is not.
removes(word, folder) if {
	folder in parents
	trim_right(word, "/*") == folder
}

parents := {"/var/cache"}

# `rm -rf /var/{cache/apk,lib/apt/lists}/*`
removes(word, folder) if {
	contains(word, "{")
	some part in split(trim_right(split(word, "{")[1], "}/*"), ",")
	startswith(sprintf("%s%s", [split(word, "{")[0], split(part, "}")[0]]), folder)
}

mounted(found, kind) if {
	some mount in found.instruction.mounts
	mount.type in {"cache", "tmpfs"}
	target := trim_suffix(object.get(mount, "target", ""), "/")
	cached(target, kind)
}

cached(target, kind) if target in habits[kind].folders

cached(target, "apt") if startswith(target, "/var/lib/apt")

cached(target, "npm") if endswith(target, "/.npm")

cached(target, kind) if {
	kind in {"pip", "yarn"}
	regex.match(`/\.?cache|/\.yarn`, target)
}

# Switched off by a variable.
switched_off(found, "pip") if set_value(object.get(found.stage.effective.env, "PIP_NO_CACHE_DIR", ""))

switched_off(found, "pip") if {
	some assignment in found.command.assign
	assignment.name == "PIP_NO_CACHE_DIR"
	set_value(assignment.value)
}

set_value(value) if not lower(value) in {"", "0", "false", "off", "no"}

deny contains finding if {
	some found in lib.packages
	found.pkg.mgr in params.managers
	kind := kinds[found.pkg.mgr]
	found.pkg.action in habits[kind].actions
	lib.ships(found.document, found.stage)
	count(habits[kind].flags & {flag | some flag in found.pkg.flags}) == 0
	not cleaned(found, kind)
	not mounted(found, kind)
	not switched_off(found, kind)
	finding := {
		"check": kind,
		"message": sprintf("%s leaves its cache in the image", [found.pkg.mgr]),
		"at": lib.place(found),
		"evidence": {"manager": found.pkg.mgr, "add": habits[kind].advice},
		"fix": fix(found, kind),
	}
}

# A flag where the manager has one, otherwise a command behind the script; heredocs are left to people.
fix(found, "apk") := {"description": "add --no-cache", "edits": [{"at": lib.place(found), "find": " add", "replace": " add --no-cache"}]} if {
	lib.mendable(found)
	contains(lib.line(found.command), " add")
}

fix(found, "pip") := {"description": "add --no-cache-dir", "edits": [{"at": lib.place(found), "find": " install", "replace": " install --no-cache-dir"}]} if {
	lib.mendable(found)
	contains(lib.line(found.command), " install")
}

fix(found, kind) := {"description": sprintf("add `%s`", [habits[kind].advice]), "edits": [{"at": found.instruction.loc, "after": sprintf(" && %s", [habits[kind].advice])}]} if {
	kind in {"apt", "yum", "dnf", "microdnf", "zypper", "npm", "yarn"}
	lib.mendable(found)
	found.instruction.kw == "RUN"
	found.instruction.form == "shell"
	count(found.instruction.heredocs) == 0
	not regex.match(`[;\\&|]\s*$|(^|\s)#[^\n]*$`, found.instruction.raw)
}

default fix(_, _) := null

# npm takes `--no-cache` for the folder of its cache: it makes one that is called `false`.
deny contains finding if {
	some found in lib.commands
	found.command.name == "npm"
	"npm" in params.managers
	lib.flagged(found.command, {"no-cache"})
	finding := {
		"check": "npm-no-cache",
		"message": "npm has no `--no-cache`: it makes a cache folder that is called `false`",
		"at": lib.place(found),
	}
}
