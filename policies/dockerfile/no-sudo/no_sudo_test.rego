package std.dockerfile.no_sudo_test

import data.std.dockerfile.no_sudo
import data.std.lib.testing

findings(instruction) := found if {
	found := no_sudo.deny with input as testing.one([instruction])
}

test_sudo_is_denied if count(findings(testing.run(2, "sudo make"))) == 1

test_sudo_in_front_of_a_command_is_denied if {
	command := object.union(testing.command(2, 0, 0, 0, "make"), {"wrap": ["sudo"]})
	count(findings(object.union(testing.run(2, "x"), {"run": {"commands": [command]}}))) == 1
}

test_su_is_denied if {
	count(findings(testing.run(2, "su -c make"))) == 1
	count(findings(testing.run(2, "su - root -c make"))) == 1
}

test_su_may_give_rights_up if {
	count(findings(testing.run(2, "su app -c make"))) == 0
	count(findings(testing.run(2, "su -s /bin/sh nobody -c make"))) == 0
}

test_installing_it_is_another_matter if count(findings(testing.run(2, "apt-get install sudo"))) == 0
