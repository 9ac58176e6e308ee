# METADATA
# title: What is signed is the digest that was pushed
# description: A tag may be moved between push and signature; before the push there is no digest at all.
# custom:
#   code: CIW-010
#   severity: high
#   level: warn
#   needs: [ci]
#   remediation: Sign `<image>@${{ steps.build.outputs.digest }}` after the push.
#   rationale: A signature for a tag vouches for whatever the tag names a second later.
#   seed: ["8.1"]
#   checks:
#     tag: {}
#     early: {}
#     latest: {}
package std.ci.sign_pushed_digest

import data.std.lib.workflows

signing := [found |
	some found in workflows.commands
	found.command.name in {"cosign", "notation"}
	found.command.args[0] in {"sign", "attest"}
]

targets(command) := [word | some at, word in command.args; at > 0; not regex.match(`\.(key|pem|json)$|^(awskms|gcpkms|azurekms|hashivault|k8s)://`, word)]

by_digest(word) if regex.match(`@|(?i)digest`, word)

# A variable may hold anything; only what is written as a tag is judged.
by_tag(word) if {
	not by_digest(word)
	regex.match(`:[^/]*$`, word)
}

by_tag(word) if {
	not by_digest(word)
	regex.match(`^[a-z0-9][a-z0-9._/-]*$`, word)
}

deny contains finding if {
	some found in signing
	some word in targets(found.command)
	by_tag(word)
	finding := {
		"check": "tag",
		"message": sprintf("`%s` is signed by tag, not by digest", [word]),
		"at": found.at,
		"term": word,
	}
}

deny contains finding if {
	some sign in workflows.doing("sign")
	some push in workflows.doing("push")
	workflows.before(sign, push)
	finding := {
		"check": "early",
		"message": "the image is signed before it is pushed",
		"at": sign.at,
		"term": sign.job.id,
	}
}

# Within one step the order of the commands counts.
deny contains finding if {
	some sign in workflows.doing("sign")
	workflows.within(sign.step, "sign", "push")
	finding := {
		"check": "early",
		"message": "the image is signed before it is pushed",
		"at": sign.at,
		"term": sign.job.id,
	}
}

# Images that commands push, by document.
pushed_refs(document) := {ref: found.at |
	some found in workflows.commands
	found.document.uri == document.uri
	found.command.name in {"docker", "podman", "buildah", "nerdctl"}
	found.command.args[0] == "push"
	ref := found.command.args[1]
	not contains(ref, "@")
}

latest_only(ref) if endswith(ref, ":latest")

latest_only(ref) if not regex.match(`[:$]`, ref)

deny contains finding if {
	some document in workflows.pipelines
	refs := pushed_refs(document)
	count(refs) > 0
	every ref, _ in refs {
		latest_only(ref)
	}
	some ref, at in refs
	finding := {
		"check": "latest",
		"message": "only `latest` is pushed: no name stays with this image",
		"at": at,
		"term": ref,
	}
}

tags(step) := [trim_space(tag) | some tag in regex.split(`[\n,]`, object.get(step["with"], "tags", "")); trim_space(tag) != ""]

deny contains finding if {
	some push in workflows.doing("push")
	all := tags(push.step)
	count(all) > 0
	every tag in all {
		endswith(tag, ":latest")
	}
	finding := {
		"check": "latest",
		"message": "only `latest` is pushed: no name stays with this image",
		"at": push.at,
		"term": concat(" ", all),
	}
}
