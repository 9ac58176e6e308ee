package std.dockerfile.update_with_install_test

import data.std.dockerfile.update_with_install
import data.std.lib.testing

findings(text) := found if {
	found := update_with_install.deny with input as testing.one([testing.run(2, text)])
}

test_an_update_alone_is_denied if count(findings("apt-get update")) == 1

test_update_and_install_are_fine if count(findings("apt-get update && apt-get install -y nginx")) == 0

test_an_install_before_does_not_help if count(findings("apt-get install nginx && apt-get update")) == 1

test_another_manager_does_not_help if count(findings("apt-get update && apk add nginx")) == 1

test_apk_add_with_update_is_fine if count(findings("apk add -U nginx")) == 0

test_script_files_may_install if count(findings("apt-get update && ./install.sh")) == 0
