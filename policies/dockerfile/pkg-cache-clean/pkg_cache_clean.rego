# METADATA
# title: Package caches do not end up in the image
# description: What a package manager downloaded stays in the layer unless the same RUN removes it.
# custom:
#   code: DKF-010
#   severity: low
#   needs: [dockerfile]
#   aliases: [DL3009, DL3019, DL3032, DL3036, DL3040, DL3042, DL3060, DS-0015, DS-0019, DS-0020, DS-0025, DS-0027, DKL-DI-0004, DKL-DI-0005]
#   remediation: Clean up in the same RUN, or mount the cache with `RUN --mount=type=cache`.
#   rationale: Caches make images larger and tell what was installed, for nothing in return.
#   seed: ["2.3", "3.2", "4.2", "6.4"]
#   params:
#     managers:
#       description: Package managers that are judged.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [apt-get, apt, apk, dnf, microdnf, yum, zypper, pip, pip3, npm, yarn]
package std.dockerfile.pkg_cache_clean

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/pkg-cache-clean"]

# What each manager leaves behind, how the command itself avoids it, and what cleans up afterwards.
habits := {
	"apt-get": {"flags": set(), "clean": `/var/lib/apt/lists`, "cache": ["/var/lib/apt", "/var/lib/apt/lists"], "advice": "rm -rf /var/lib/apt/lists/*"},
	"apk": {"flags": {"no-cache"}, "clean": `/var/cache/apk|apk cache clean`, "cache": ["/var/cache/apk", "/etc/apk/cache"], "advice": "apk add --no-cache"},
	"dnf": {"flags": set(), "clean": `(dnf|microdnf|yum) .*clean all|/var/cache/(dnf|yum|libdnf5)`, "cache": ["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"], "advice": "dnf clean all"},
	"zypper": {"flags": {"no-cache"}, "clean": `zypper (clean|cc)|/var/cache/zypp`, "cache": ["/var/cache/zypp"], "advice": "zypper clean"},
	"pip": {"flags": {"no-cache-dir"}, "clean": `pip3? cache purge|\\.cache/pip|rm -r?f?r? .*\\.cache`, "cache": ["/root/.cache", "/root/.cache/pip"], "advice": "pip install --no-cache-dir"},
	"npm": {"flags": set(), "clean": `npm cache clean|\\.npm`, "cache": ["/root/.npm"], "advice": "npm cache clean --force"},
	"yarn": {"flags": set(), "clean": `yarn cache clean|/usr/local/share/.cache`, "cache": ["/root/.cache", "/usr/local/share/.cache", "/root/.yarn"], "advice": "yarn cache clean"},
}

# Names of one manager under the one that its habits stand under.
manager := {"apt": "apt-get", "microdnf": "dnf", "yum": "dnf", "pip3": "pip"}

habit(name) := habits[object.get(manager, name, name)]

cleaned(instruction, name) if regex.match(habit(name).clean, instruction.text)

cleaned(_, name) if count(habit(name).clean) == 0

mounted(instruction, name) if {
	some mount in instruction.mounts
	mount.type in {"cache", "tmpfs"}
	some path in habit(name).cache
	trim_suffix(object.get(mount, "target", ""), "/") == path
}

# Switched off for the whole stage.
switched_off(stage, name) if {
	object.get(manager, name, name) == "pip"
	value := stage.effective.env.PIP_NO_CACHE_DIR
	not value in {"", "0", "false", "off", "no"}
}

deny contains finding if {
	some found in lib.packages
	name := found.pkg.mgr
	name in params.managers
	found.stage.final
	found.pkg.action == "install"
	count(habit(name).flags & {flag | some flag in found.pkg.flags}) == 0
	not cleaned(found.instruction, name)
	not mounted(found.instruction, name)
	not switched_off(found.stage, name)
	finding := {
		"message": sprintf("%s leaves its cache in the image", [name]),
		"at": found.instruction.loc,
		"term": name,
		"evidence": {"manager": name, "add": habit(name).advice},
	}
}
