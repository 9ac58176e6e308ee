# METADATA
# title: Scan reports, as rules ask about them
# description: Vulnerabilities of all reports of a subject, those counted once that several tools found.
package std.lib.scans

import data.std.lib.documents

all := [scan | some scan in input.documents.scan]

# Reports about an image rather than a folder of sources.
of_image(scan) if scan.subject.type in {"container_image", "image", "container"}

of_image(scan) if is_string(scan.subject.digest)

of_image(scan) if {
	some target in scan.targets
	target.class in {"os-pkgs", "os"}
}

# Findings of one kind with their reports.
findings(kind) := [{"scan": scan, "finding": finding} |
	some scan in all
	some finding in scan.findings
	object.get(finding, "kind", "vulnerability") == kind
]

# Ids by which a vulnerability is known.
ids(finding) := {finding.id} | {alias | some alias in object.get(finding, "aliases", [])}

# VEX statements and ignore lists that take a finding out.
suppressed(finding) if is_object(finding.suppressed)

# What a finding is about: its package, else the first place where it was found, else nothing that has a name.
name(finding) := array.concat(array.concat(packages(finding), places(finding)), [""])[0]

packages(finding) := [documents.name_of(package_of) | package_of := finding["package"]]

places(finding) := [uri | some location in object.get(finding, "locations", []); uri := location.uri; is_string(uri)]

# Findings that share one of these are one: the same package, and an id in common.
keys(finding) := {sprintf("%s %s", [name(finding), id]) | some id in ids(finding)}

fixable(finding) if count(finding.fixed) > 0

fixable(finding) if finding.fixState == "fixed"

# The first report of a vulnerability, and the worst severity that any report gives it. Sorted rather than compared one with another:
# there may be thousands.
distinct(list) := found if {
	keyed := [{"keys": keys(one.finding), "rank": rank_of(one.finding)} | some one in list]
	first := first_by_key(sort([[key, at] | some at, one in keyed; some key in one.keys]))
	worst := last_by_key(sort([[key, one.rank] | some one in keyed; some key in one.keys]))
	found := [{"scan": one.scan, "finding": one.finding, "severity": words[max([worst[key] | some key in keyed[at].keys])]} |
		some at, one in list
		every key in keyed[at].keys {
			first[key] == at
		}
	]
}

words := ["info", "low", "medium", "high", "critical"]

rank_of(finding) := documents.rank(finding.severity) if is_string(object.get(finding, "severity", null))

rank_of(finding) := 0 if not is_string(object.get(finding, "severity", null))

first_by_key(pairs) := {pair[0]: pair[1] |
	some at, pair in pairs
	is_change(pairs, at - 1, at)
}

last_by_key(pairs) := {pair[0]: pair[1] |
	some at, pair in pairs
	is_change(pairs, at, at + 1)
}

# Whether a key ends between two neighbours; so it does before the first and behind the last.
is_change(pairs, before, _) if not pairs[before]

is_change(pairs, _, after) if not pairs[after]

is_change(pairs, before, after) if pairs[before][0] != pairs[after][0]
