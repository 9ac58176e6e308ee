package std.sbom.package_count_test

import data.std.sbom.package_count

findings(number, most) := found if {
	params := {"std/sbom/package-count": {"max_packages": most}}
	components := [{"purl": {"type": "deb"}} | some _ in numbers.range(1, number)]
	found := package_count.deny with input as {"documents": {"sbom": [{"uri": "bom.json", "components": components}]}} with data.params as params
}

test_many_packages_are_denied if count(findings(5, 3)) == 1

test_few_packages_are_fine if count(findings(3, 3)) == 0
