package std.dockerfile.pkg_manager_usage_test

import data.std.dockerfile.pkg_manager_usage
import data.std.lib.testing

checks(text) := {finding.check | some finding in found} if {
	found := pkg_manager_usage.deny with input as testing.one([testing.run(2, text)])
}

test_questions_are_denied if {
	checks("apt-get install curl") == {"apt-yes"}
	checks("yum install curl") == {"yum-yes"}
	checks("dnf install curl") == {"dnf-yes"}
	checks("zypper install curl") == {"zypper-yes"}
}

test_answers_are_fine if {
	checks("apt-get install -y curl") == set()
	checks("apt-get install -qq curl") == set()
	checks("zypper -n install curl") == set()
}

test_apt_is_for_people if checks("apt install -y curl") == {"apt"}

test_replacing_the_distribution_is_denied if {
	checks("apt-get dist-upgrade -y") == {"dist-upgrade"}
	checks("zypper dup") == {"zypper-dup"}
}
