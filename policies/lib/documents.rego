# METADATA
# title: Documents of all kinds, as rules ask about them
# description: Places, digests, ages and severities that rules about images, reports, signatures and statements share.
package std.lib.documents

import data.std.lib.dockerfile
import data.std.lib.globs

# Where an item stands: its own place, its pointer, or its document.
place(_, item) := item.loc if item.loc

place(document, item) := {"uri": document.uri, "ptr": item.ptr} if {
	not item.loc
	item.ptr
}

place(document, item) := {"uri": document.uri} if {
	not item.loc
	not item.ptr
}

# Digests that the subject's image goes by, its index included, as documents about the image itself say. What a signature or a
# statement says of itself is no proof that it is about this image.
subject_digests := {digest |
	some image in input.documents.image
	some key in ["digest", "indexDigest"]
	digest := image[key]
	is_string(digest)
}

# Digests that a signature or statement speaks about.
claimed_digests(document) := {digest | digest := document.digest; is_string(digest)} | {digest |
	some subject in document.statement.subjects
	some algorithm, value in subject.digest
	digest := sprintf("%s:%s", [algorithm, value])
}

# Digests of the images that the Dockerfile is built on; what is about them need not be about this image.
base_digests := {digest |
	some ref in dockerfile.base_refs
	digest := ref.digest
	is_string(digest)
}

# Whether a signature or statement is about a base of the image.
is_about_base(document) if count(claimed_digests(document) & base_digests) > 0

# Whether a signature or statement is about this image.
is_about_image(document) if count(claimed_digests(document) & subject_digests) > 0

# Whether that cannot be told: the image's digest is not known, or the document names none.
is_about_unknown(_) if count(subject_digests) == 0

is_about_unknown(document) if count(claimed_digests(document)) == 0

# Whether it was tried here, and does not hold: then it says nothing.
is_refuted(document) if document.assurance == "failed"

day_ns := ((24 * 3600) * 1000) * 1000000

# Days between a time and now; undefined where the time cannot be read.
age_days(timestamp) := (time.parse_rfc3339_ns(input.now) - time.parse_rfc3339_ns(full(timestamp))) / day_ns

full(timestamp) := timestamp if contains(timestamp, ":")

full(timestamp) := sprintf("%sT00:00:00Z", [timestamp]) if regex.match(`^\d{4}-\d{2}-\d{2}$`, timestamp)

ranks := {"none": 0, "info": 0, "negligible": 0, "unknown": 0, "low": 1, "medium": 2, "moderate": 2, "high": 3, "critical": 4}

# The rank of a severity; words that nobody knows count as nothing.
rank(severity) := object.get(ranks, lower(severity), 0)

# The name of a package, which some adapters give with more around it.
name_of(item) := item if is_string(item)

name_of(item) := item.name if is_object(item)

matches_any(list, text) if globs.any(list, text)
