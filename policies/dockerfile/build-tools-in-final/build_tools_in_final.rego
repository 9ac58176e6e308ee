# METADATA
# title: The final image has no build tools
# description: Compilers and SDKs have done their work when the image is built.
# custom:
#   code: DKF-020
#   severity: medium
#   needs: [dockerfile]
#   remediation: Build in an earlier stage, and copy only the result onto a runtime base.
#   rationale: A compiler in the image lets an attacker make tools on the spot.
#   seed: ["3.1", "3.2", "3.4"]
#   params:
#     sdk_images:
#       description: Globs of images that are made for building.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: ["*maven:*", "*/maven", "*gradle:*", "*golang:*", "*/golang", "*rust:*", "*-jdk*", "*:jdk*", "*dotnet/sdk*", "*/gcc:*", "*/gcc", "*buildpack-deps:*"]
#     build_packages:
#       description: Packages of compilers and build systems.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [gcc, g++, gcc-c++, clang, llvm, make, cmake, build-essential, build-base, musl-dev, golang, golang-go, rustc, cargo, maven, gradle, default-jdk, default-jdk-headless, autoconf, automake, ninja-build]
#   checks:
#     sdk-base: {}
#     package: {}
#     whole-filesystem: {aliases: [DL3067]}
package std.dockerfile.build_tools_in_final

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/build-tools-in-final"]

deny contains finding if {
	some found in lib.stages
	found.stage.final
	from := lib.base_image(found.document, found.stage)
	count(from.unresolved) == 0
	sdk(from)
	finding := {
		"check": "sdk-base",
		"message": sprintf("the image is built on `%s`, which is made for building", [from.resolved]),
		"at": from.loc,
		"term": from.resolved,
	}
}

sdk(from) if lib.matches_any(params.sdk_images, from.resolved)

sdk(from) if lib.matches_any(params.sdk_images, sprintf("%s:%v", [lib.image_name(from), from.tag]))

# Packages that the same RUN removes again, or that stand in a virtual group of their own.
removed(found) if {
	some later in found.instruction.run.commands
	later.id > found.pkg.cmd
	later.name in {"apk", "apt-get", "apt", "yum", "dnf", "microdnf", "zypper"}
	some word in later.args
	word in {"del", "purge", "remove", "autoremove", "erase", "rm"}
}

deny contains finding if {
	some found in lib.packages
	found.pkg.action in {"install", "add", "in"}
	lib.ships(found.document, found.stage)
	not removed(found)
	names := sort({item.name | some item in found.pkg.packages; item.name in params.build_packages})
	count(names) > 0
	finding := {
		"check": "package",
		"message": sprintf("build tools are installed into the image: %s", [lib.listed(names)]),
		"at": lib.place(found),
		"term": concat(" ", names),
		"evidence": {"packages": names},
	}
}

deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "COPY"
	lib.ships(step.document, step.stage)
	is_string(step.instruction.copy.from)
	"/" in step.instruction.copy.srcs
	step.instruction.copy.dest == "/"
	finding := {
		"check": "whole-filesystem",
		"message": sprintf("everything of `%s` is copied, its build tools included", [step.instruction.copy.from]),
		"at": step.instruction.loc,
		"term": step.instruction.copy.from,
	}
}
