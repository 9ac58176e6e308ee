package std.dockerfile.apt_no_recommends_test

import data.std.dockerfile.apt_no_recommends
import data.std.lib.testing

findings(stages) := found if {
	found := apt_no_recommends.deny with input as testing.file(stages)
}

plain := testing.install(3, "apt-get", ["y"], ["curl"])

test_recommended_packages_are_denied if count(findings([testing.stage([plain])])) == 1

test_the_flag_is_enough if {
	count(findings([testing.stage([testing.install(3, "apt-get", ["y", "no-install-recommends"], ["curl"])])])) == 0
}

test_an_option_is_enough if {
	instruction := object.union(plain, {"raw": "RUN apt-get -o APT::Install-Recommends=false install curl"})
	count(findings([testing.stage([instruction])])) == 0
}

test_a_configuration_file_is_enough if {
	before := testing.instruction("RUN", 2, {"raw": `RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99`})
	count(findings([testing.stage([before, plain])])) == 0
}

test_builder_stages_weigh_less if {
	some finding in findings([testing.changed([plain], {"final": false})])
	finding.severity == "info"
}

test_other_managers_are_not_meant if {
	count(findings([testing.stage([testing.install(3, "apk", [], ["curl"])])])) == 0
}
