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

# Whether several findings are one: the same package, and an id in common.
same(a, b) if {
	documents.name_of(a["package"]) == documents.name_of(b["package"])
	count(ids(a) & ids(b)) > 0
}

fixable(finding) if count(finding.fixed) > 0

fixable(finding) if finding.fixState == "fixed"

# The first report of a vulnerability, and the worst severity that any report gives it.
distinct(list) := [{"scan": one.scan, "finding": one.finding, "severity": worst} |
	some at, one in list
	count([1 | some earlier, other in list; earlier < at; same(other.finding, one.finding)]) == 0
	worst := worst_of([other.finding.severity | some other in list; same(other.finding, one.finding); is_string(other.finding.severity)])
]

worst_of(severities) := lower(found) if {
	highest := max([documents.rank(severity) | some severity in severities])
	found := [severity | some severity in severities; documents.rank(severity) == highest][0]
}
