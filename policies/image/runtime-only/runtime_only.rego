# METADATA
# title: The image has a runtime and nothing else
# description: An image that claims to be minimal has no shell, no package manager and no network tools.
# custom:
#   code: IMG-008
#   severity: low
#   needs: [image]
#   optional: [sbom]
#   aliases: [CIS-4.3]
#   remediation: Build on distroless or scratch, and copy only the program.
#   rationale: Without a shell most attacks end at the first step.
#   seed: ["4.3"]
#   params:
#     require_distroless:
#       description: Whether every image must be without a shell, not only those that say so.
#       schema: {type: boolean}
#       merge: or
#       default: false
#     denied_binaries:
#       description: Programs that a minimal image has not.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [sh, bash, ash, dash, apt, apt-get, dpkg, apk, yum, dnf, rpm, curl, wget, nc, ncat, telnet, ssh]
package std.image.runtime_only

import data.std.lib.documents

params := data.params["std/image/runtime-only"]

claims(_) if params.require_distroless

claims(image) if {
	some text in array.concat([image.ref], array.concat(object.get(image, "tags", []), [value | some value in image.config.labels]))
	regex.match(`distroless|static`, text)
	not contains(text, "debug")
}

binary(path) if regex.match(`(^|/)s?bin/[^/]+$`, path)

name_of(path) := parts[count(parts) - 1] if parts := split(path, "/")

deny contains finding if {
	some image in input.documents.image
	claims(image)
	names := sort({name_of(file.path) |
		some layer in image.layers
		some file in layer.files
		binary(file.path)
		name_of(file.path) in params.denied_binaries
	})
	count(names) > 0
	finding := {
		"message": sprintf("the image has programs that no service needs: %s", [concat(", ", names)]),
		"at": documents.place(image, {}),
		"term": concat(" ", names),
	}
}

deny contains finding if {
	some image in input.documents.image
	claims(image)
	some sbom in input.documents.sbom
	names := sort({component.name | some component in sbom.components; component.name in params.denied_binaries})
	count(names) > 0
	finding := {
		"message": sprintf("the image has packages that no service needs: %s", [concat(", ", names)]),
		"at": documents.place(sbom, {}),
		"term": concat(" ", names),
	}
}
