# METADATA
# title: The Dockerfile is written as today
# description: Old forms still work, but mislead readers and tools.
# custom:
#   code: DKF-053
#   severity: info
#   needs: [dockerfile]
#   remediation: Write `ENV key=value`, LABEL instead of MAINTAINER, keywords in one case, and leave fixed platforms out.
#   rationale: What reads the same everywhere is reviewed with more care.
#   params:
#     checks:
#       description: What is looked at.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [legacy-key-value, maintainer, casing, from-as-casing, empty-continuation, constant-platform, redundant-platform]
#   checks:
#     legacy-key-value: {aliases: [LegacyKeyValueFormat]}
#     maintainer: {aliases: [DL4000, DS-0022, CKV_DOCKER_6, MaintainerDeprecated]}
#     casing: {aliases: [ConsistentInstructionCasing]}
#     from-as-casing: {aliases: [FromAsCasing]}
#     empty-continuation: {aliases: [NoEmptyContinuation]}
#     constant-platform: {aliases: [DL3029, FromPlatformFlagConstDisallowed]}
#     redundant-platform: {aliases: [DL3065, RedundantTargetPlatform]}
package std.dockerfile.style

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/style"]

deny contains finding if {
	some found in findings
	found.check in params.checks
	finding := found
}

# Instructions in the order of the file.
in_order(document) := array.concat(
	[instruction | not lib.fragment(document); some instruction in document.globalArgs],
	[instruction | some stage in document.stages; some instruction in stage.instr],
)

findings contains {
	"check": "legacy-key-value",
	"message": sprintf("`%s key value` is an old form of `%s key=value`", [step.instruction.kw, step.instruction.kw]),
	"at": step.instruction.loc,
} if {
	some step in lib.steps
	step.instruction.kw in {"ENV", "LABEL"}
	regex.match(`^[^\s="']+\s+[^\s]`, step.instruction.text)
}

findings contains {
	"check": "maintainer",
	"message": "MAINTAINER is deprecated",
	"at": step.instruction.loc,
	"fix": {"description": "write a label", "edits": [{"at": step.instruction.loc, "replace": sprintf("LABEL org.opencontainers.image.authors=%s", [json.marshal(trim(step.instruction.text, `"'`))])}]},
} if {
	some step in lib.steps
	step.instruction.kw == "MAINTAINER"
}

lower_case(word) if lower(word) == word

upper_case(word) if upper(word) == word

mixed(word) if {
	not lower_case(word)
	not upper_case(word)
}

# The instructions of each file, and whether most are in small letters.
casings := [{"instructions": instructions, "small": count(small) > count(capital)} |
	some document in lib.documents
	instructions := in_order(document)
	small := [1 | some instruction in instructions; lower_case(instruction.written)]
	capital := [1 | some instruction in instructions; upper_case(instruction.written)]
]

strays(word, _) if mixed(word)

strays(word, false) if lower_case(word)

strays(word, true) if upper_case(word)

findings contains {
	"check": "casing",
	"message": sprintf("`%s` is written in another case than the rest", [instruction.written]),
	"at": instruction.loc,
	"term": instruction.written,
} if {
	some casing in casings
	some instruction in casing.instructions
	strays(instruction.written, casing.small)
}

findings contains {
	"check": "from-as-casing",
	"message": sprintf("`%s` and `%s` are written in different cases", [instruction.written, instruction.args[1]]),
	"at": instruction.loc,
} if {
	some found in lib.stages
	instruction := found.stage.instr[0]
	instruction.kw == "FROM"
	lower(instruction.args[1]) == "as"
	differs(instruction.written, instruction.args[1])
}

differs(keyword, word) if {
	lower_case(keyword)
	not lower_case(word)
}

differs(keyword, word) if {
	upper_case(keyword)
	not upper_case(word)
}

findings contains {
	"check": "empty-continuation",
	"message": "an empty line stands within the instruction",
	"at": instruction.blankLine,
} if {
	some document in lib.documents
	some instruction in in_order(document)
	instruction.blankLine
}

findings contains {
	"check": "constant-platform",
	"message": sprintf("the platform is fixed to `%s`", [found.stage.platform]),
	"at": found.stage.instr[0].loc,
	"term": found.stage.platform,
} if {
	some found in lib.stages
	is_string(found.stage.platform)
	not contains(found.stage.platform, "$")
	not contains(object.get(found.stage.instr[0], "raw", ""), "--platform=$")
	not says_platform(found.stage)
}

# A stage that is called `linux-amd64` is meant for one platform.
says_platform(stage) if {
	some part in split(stage.platform, "/")
	contains(lower(stage.name), part)
}

findings contains {
	"check": "redundant-platform",
	"message": "the target platform is the default",
	"at": found.stage.instr[0].loc,
} if {
	some found in lib.stages
	regex.match(`--platform="?\$\{?TARGETPLATFORM\}?"?(\s|$)`, found.stage.instr[0].raw)
}
