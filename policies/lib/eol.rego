# METADATA
# title: Ends of support
# description: Looks versions up in the dated table `data.eol`. Products and cycles that it does not know give no answer.
package std.lib.eol

# The first day without support of a product's version, such as `docker.io/library/node` and `18-alpine`.
ends(product, version) := date if {
	cycles := data.eol.products[product]
	some cycle in candidates(version)
	date := cycles[cycle]
	longest(cycles, version) == cycle
}

longest(cycles, version) := [cycle | some cycle in candidates(version); cycles[cycle]][0]

# The names of cycles that a version may belong to, the most exact first.
candidates(version) := [name |
	parts := split(number(version), ".")
	some length in [3, 2, 1]
	length <= count(parts)
	name := concat(".", array.slice(parts, 0, length))
]

number(version) := regex.find_n(`^[0-9]+(\.[0-9]+)*`, trim_prefix(version, "v"), 1)[0]

number(version) := code if {
	some name, code in data.eol.codenames
	startswith(version, name)
}

# Whether a day lies behind, some days of grace granted.
past(date, grace_days) if {
	ended := time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [date]))
	time.parse_rfc3339_ns(input.now) > ended + (((grace_days * 24) * 3600) * 1000000000)
}
