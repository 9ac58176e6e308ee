# METADATA
# title: Builders that stay are kept clean
# description: A runner of your own that is not thrown away keeps caches and files of earlier builds.
# custom:
#   code: CIW-015
#   severity: info
#   needs: [ci]
#   aliases: ["zz:self-hosted-runner"]
#   remediation: Use ephemeral runners, or prune the builder's cache at the end of the job.
#   rationale: The next build finds what the last one left, secrets in layers included.
#   seed: ["6.3"]
#   params:
#     ephemeral_labels:
#       description: Globs of labels of runners that are thrown away after a job.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: ["*ephemeral*", "*autoscal*", "arc-*"]
package std.ci.builder_hygiene

import data.std.lib.workflows

params := data.params["std/ci/builder-hygiene"]

labels(job) := [job.runner] if is_string(job.runner)

labels(job) := job.runner if is_array(job.runner)

labels(job) := object.get(job.runner, "labels", []) if is_object(job.runner)

# GitHub says so; of GitLab every runner that is chosen by tags of your own is taken for one.
stays(_, job) if "self-hosted" in labels(job)

stays(document, job) if {
	document.system == "gitlab"
	tags := labels(job)
	count(tags) > 0
	not hosted(tags)
	not throws_away(job)
}

hosted(tags) if {
	some tag in tags
	regex.match(`^(saas|gitlab-org)-|^gitlab-org$`, tag)
}

# The builder of a service ends with its job.
throws_away(job) if {
	some service in job.services
	regex.match(`(^|/)docker:.*dind`, image_of(service))
}

image_of(service) := service if is_string(service)

image_of(service) := service.name if is_object(service)

ephemeral(job) if {
	some label in labels(job)
	some pattern in params.ephemeral_labels
	glob.match(pattern, null, label)
}

prunes(job) if {
	some step in job.steps
	some command in step.run.commands
	regex.match(`^(docker (builder|buildx|system|image) prune|buildctl prune|podman system prune)`, workflows.line(command))
}

deny contains finding if {
	some document in input.documents.ci
	some job in document.jobs
	stays(document, job)
	not ephemeral(job)
	not prunes(job)
	some found in workflows.doing("build")
	found.job.id == job.id
	finding := {
		"message": "images are built on a runner that stays, and nothing prunes its cache",
		"at": workflows.place(document, job),
		"term": job.id,
	}
}
