# METADATA
# title: Documents for tests
# description: Builders of documents, so that a test says only what it is about.
package std.lib.testing

loc(line) := {"uri": "Dockerfile", "line": line, "col": 1, "endLine": line, "endCol": 80}

image(text) := {
	"raw": text,
	"resolved": text,
	"unresolved": [],
	"registry": "docker.io",
	"repository": sprintf("library/%s", [split(text, ":")[0]]),
	"tag": tag_of(text),
	"digest": null,
	"stage": null,
	"use": "from",
	"loc": loc(1),
}

tag_of(text) := split(text, ":")[1] if contains(text, ":")

tag_of(text) := null if not contains(text, ":")

no_effect := {
	"user": null,
	"env": {},
	"workdir": null,
	"expose": [],
	"cmd": null,
	"entrypoint": null,
	"shell": null,
	"healthcheck": null,
	"labels": {},
	"volumes": [],
}

# A final stage on `debian:13` with instructions.
stage(instr) := {
	"index": 0,
	"name": null,
	"final": true,
	"reachable": true,
	"platform": null,
	"baseStage": null,
	"ancestors": [],
	"loc": loc(1),
	"from": image("debian:13"),
	"instr": instr,
	"effective": no_effect,
}

# The same with some fields changed.
changed(instr, changes) := object.union(stage(instr), changes)

# The input of one Dockerfile with stages.
file(stages) := {
	"documents": {"dockerfile": [{
		"kind": "dockerfile",
		"uri": "Dockerfile",
		"problems": [],
		"directives": {},
		"globalArgs": [],
		"refs": [one.from | some one in stages],
		"stages": stages,
	}]},
	"now": "2026-11-24T00:00:00Z",
}

# The input of one stage with instructions.
one(instr) := file([stage(instr)])

instruction(keyword, line, more) := object.union(
	{
		"kw": keyword,
		"written": keyword,
		"loc": loc(line),
		"raw": "",
		"text": "",
		"form": null,
		"flags": [],
		"args": [],
		"comments": [],
		"heredocs": [],
		"unresolved": [],
	},
	more,
)

# A RUN in shell form; commands are parted by ` && ` or ` | `.
run(line, text) := instruction("RUN", line, {
	"text": text,
	"raw": sprintf("RUN %s", [text]),
	"form": "shell",
	"mounts": [],
	"run": {"parse": "ok", "shell": ["/bin/sh", "-c"], "commands": commands(line, text), "facts": {"pkg": [], "downloads": []}},
})

commands(line, text) := [command(line, pipe_index, pos, last_pos, part) |
	pipelines := split(text, " && ")
	some pipe_index, pipeline in pipelines
	parts := split(pipeline, " | ")
	last_pos := count(parts) - 1
	some pos, part in parts
]

command(line, pipe, pos, last_pos, text) := {
	"id": pipe,
	"name": words[0],
	"argv": words,
	"words": [{"lit": word, "vars": [], "quote": "none", "glob": false} | some word in words],
	"args": [word | some at, word in words; at > 0; not startswith(word, "-")],
	"flags": [trim_left(split(word, "=")[0], "-") | some at, word in words; at > 0; startswith(word, "-")],
	"opts": {},
	"wrap": [],
	"assign": [],
	"redir": [],
	"pipe": pipe,
	"pos": pos,
	"next": next(pos, last_pos),
	"scope": [],
	"maybe": false,
	"loc": loc(line),
} if {
	words := split(text, " ")
}

next(pos, last_pos) := "|" if pos < last_pos

next(pos, last_pos) := "&&" if pos == last_pos

# A RUN that installs packages, each `name` or `name=version`.
install(line, manager, flags, names) := object.union(plain, {"run": {"facts": {"pkg": [{
	"cmd": 0,
	"mgr": manager,
	"action": "install",
	"flags": flags,
	"packages": [package_of(name) | some name in names],
}]}}}) if {
	plain := run(line, sprintf("%s install %s %s", [manager, concat(" ", [sprintf("--%s", [flag]) | some flag in flags]), concat(" ", names)]))
}

package_of(name) := {"name": split(name, "=")[0], "version": split(name, "=")[1], "kind": "repo"} if contains(name, "=")

package_of(name) := {"name": name, "version": null, "kind": "repo"} if not contains(name, "=")

copy(line, srcs, dest) := instruction("COPY", line, {
	"args": array.concat(srcs, [dest]),
	"copy": {"srcs": srcs, "dest": dest, "from": null},
})

# Without other instructions no variable of its value is known.
env(line, key, value) := instruction("ENV", line, {"kv": [{"k": key, "v": value, "expanded": value, "unresolved": unknown_in(value), "loc": loc(line)}]})

unknown_in(value) := [match[1] | some match in regex.find_all_string_submatch_n(`\$\{?([A-Za-z_]\w*)`, value, -1)]

# Parameters of one rule.
params(rule, values) := {rule: values}
