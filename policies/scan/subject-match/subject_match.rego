# METADATA
# title: The report is about this image
# description: A report of another digest says nothing about this one.
# custom:
#   code: SCN-004
#   severity: high
#   needs: [scan, image]
#   remediation: Scan the image by its digest, after it was built.
#   rationale: A clean report of yesterday's image must not open the gate for today's.
#   seed: ["8.1"]
package std.scan.subject_match

import data.std.lib.documents
import data.std.lib.scans

# Digests of the image, of its index, of its config: local scans know only the last.
known := documents.subject_digests | {digest |
	some image in input.documents.image
	some key in ["configDigest", "id"]
	digest := image[key]
	is_string(digest)
}

deny contains finding if {
	count(known) > 0
	some scan in scans.all
	is_string(scan.subject.digest)
	not scan.subject.digest in known
	not ids(scan) & known != set()
	finding := {
		"message": sprintf("the report is about `%s`, which is not this image", [scan.subject.digest]),
		"at": documents.place(scan, {}),
		"term": scan.subject.digest,
	}
}

ids(scan) := {id | id := scan.subject.imageId; is_string(id)}
