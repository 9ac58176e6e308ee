# METADATA
# title: Pipelines, as rules ask about them
# description: Steps with their places, what each one does, and the order in which they run.
package std.lib.workflows

# Pipelines that something starts. A workflow that is only called stands in those that call it, and is no pipeline by itself.
pipelines := [document | some document in input.documents.ci; not only_called(document)]

only_called(document) if {
	triggers(document) == {"workflow_call"}
	some caller in input.documents.ci
	some include in caller.includes
	include.uri == document.uri
}

# Every step with its job and document; `at` is where a finding about it stands.
steps := [{"document": document, "job": job, "step": step, "index": index, "at": place(document, step)} |
	some document in pipelines
	some job in document.jobs
	some index, step in job.steps
]

place(_, node) := node.loc if node.loc

place(document, node) := {"uri": document.uri} if not node.loc

# Every command of every script.
commands := [{"document": found.document, "job": found.job, "step": found.step, "index": found.index, "command": command, "at": object.get(command, "loc", found.at)} |
	some found in steps
	some command in found.step.run.commands
]

line(command) := concat(" ", command.argv)

# The text of a step's script, wherever the adapter keeps it.
script(step) := step.run.text if is_string(step.run.text)

script(step) := step.run.script if {
	not is_string(object.get(step, ["run", "text"], null))
	is_string(step.run.script)
}

script(step) := step.script if {
	not is_string(object.get(step, ["run", "text"], null))
	not is_string(object.get(step, ["run", "script"], null))
	is_string(step.script)
}

# `owner/repo` of the action that a step uses, in lower case.
action(step) := lower(sprintf("%s/%s", [step.uses.owner, step.uses.repo])) if is_string(step.uses.owner)

# The same with the folder behind it, such as `github/codeql-action/analyze`.
action_path(step) := lower(sprintf("%s/%s/%s", [step.uses.owner, step.uses.repo, step.uses.path])) if {
	is_string(step.uses.path)
	step.uses.path != ""
}

action_path(step) := action(step) if not has_path(step)

has_path(step) if {
	is_string(step.uses.path)
	step.uses.path != ""
}

default class_actions := {}

class_actions := data.ci_classes.actions

default class_commands := {}

class_commands := data.ci_classes.commands

# What a step does: as the adapter says, and as the dated table says.
classes(step) := ({class | some class in step.classes} | by_action(step)) | by_command(step)

by_action(step) := {class |
	some pattern, list in class_actions
	glob.match(pattern, null, action_path(step))
	some class in list
} | pushing(step)

# An action that builds pushes only where it is told to.
pushing(step) := {"push"} if {
	action(step) in {"docker/build-push-action", "docker/bake-action"}
	enabled(step["with"].push)
}

default pushing(_) := set()

enabled(value) if value == true

enabled(value) if {
	is_string(value)
	value != "false"
}

by_command(step) := {class |
	some command in step.run.commands
	text := line(command)
	some class, pattern in class_commands
	regex.match(pattern, text)
}

# Steps that do something, with their places, and what files of others that are taken in do.
doing(class) := array.concat(
	[found | some found in steps; class in classes(found.step)],
	[found | some found in included; class in found.step.classes],
)

default class_includes := {}

class_includes := data.ci_classes.includes

# Templates and components of GitLab that the dated table knows, as if they were steps.
included := [found |
	some document in pipelines
	some include in document.includes
	classes_ := {class |
		some pattern, list in class_includes
		glob.match(pattern, null, lower(object.get(include, "path", "")))
		some class in list
	}
	count(classes_) > 0
	found := {"document": document, "job": {"id": sprintf("include of %s", [include.path])}, "step": {"classes": classes_}, "index": 0, "at": include.loc}
]

# What is taken in from elsewhere, so that nobody here knows what it does.
foreign(document) := {name |
	some job in document.jobs
	is_object(job.uses)
	name := object.get(job.uses, "raw", job.uses.owner)
	not followed(document, job.uses)
} | {name |
	some include in document.includes
	include.kind in {"project", "remote", "component", "template"}
	name := include.path
	not known_include(include)
}

followed(document, uses) if {
	some include in document.includes
	include.kind == "workflow"
	include.path == uses.path
	is_string(include.uri)
}

known_include(include) if {
	some pattern, _ in class_includes
	glob.match(pattern, null, lower(object.get(include, "path", "")))
}

# The first command of a step that does something.
first_command(step, class) := min({command.id |
	some command in step.run.commands
	regex.match(class_commands[class], line(command))
})

# Whether one thing comes before another one within a step.
within(step, earlier, later) if first_command(step, earlier) < first_command(step, later)

# Whether a job comes before another one: they depend on each other, directly or through others.
job_edges(document) := {job.id: needs |
	some job in document.jobs
	needs := {need | some need in listed(object.get(job, "needs", []))}
}

listed(value) := value if is_array(value)

listed(value) := [value] if is_string(value)

listed(value) := [] if is_null(value)

before(a, b) if {
	a.document.uri == b.document.uri
	a.job.id == b.job.id
	a.index < b.index
}

before(a, b) if {
	a.document.uri == b.document.uri
	a.job.id != b.job.id
	a.job.id in graph.reachable(job_edges(a.document), {b.job.id})
}

# Names of the events that start a workflow.
triggers(document) := (({name | some name in document.triggers; is_string(name)} | {trigger.name | some trigger in document.triggers; is_object(trigger); is_string(trigger.name)}) | {trigger.event | some trigger in document.triggers; is_object(trigger); is_string(trigger.event)}) | {name | is_object(document.triggers); some name, _ in document.triggers}

# Variables that workflows, jobs and steps set.
variables := array.concat(
	[{"name": name, "value": value, "at": object.get(document, ["envLoc", name], place(document, {})), "document": document} |
		some document in input.documents.ci
		some name, value in values(object.get(document, "env", {}))
	],
	array.concat(
		[{"name": name, "value": value, "at": object.get(job, ["envLoc", name], place(document, job)), "document": document} |
			some document in input.documents.ci
			some job in document.jobs
			some name, value in values(object.get(job, "env", {}))
		],
		[{"name": name, "value": value, "at": object.get(found.step, ["envLoc", name], found.at), "document": found.document} |
			some found in steps
			some name, value in values(object.get(found.step, "env", {}))
		],
	),
)

values(env) := env if is_object(env)

values(env) := {} if is_null(env)

values(env) := {pair.name: pair.value | some pair in env} if is_array(env)

# The condition of a step or of its job.
conditions(found) := [text |
	some node in [found.step, found.job]
	text := node["if"]
	is_string(text)
]
