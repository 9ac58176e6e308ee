package std.dockerfile.pkg_signature_off_test

import data.std.dockerfile.pkg_signature_off
import data.std.lib.testing

checks(text) := {finding.check | some finding in found} if {
	found := pkg_signature_off.deny with input as testing.one([testing.run(2, text)])
}

test_each_manager_is_known if {
	checks("apk add --allow-untrusted x.apk") == {"apk"}
	checks("apt-get install --allow-unauthenticated x") == {"apt"}
	checks("yum install --nogpgcheck x") == {"rpm-manager"}
	checks("rpm --nosignature -i x") == {"rpm"}
	checks("apt-get install --force-yes x") == {"force-yes"}
}

test_ordinary_installs_are_fine if checks("apt-get install -y x") == set()
