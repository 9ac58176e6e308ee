package std.dockerfile.service_user_test

import data.std.dockerfile.service_user
import data.std.lib.testing

params(numeric) := {"std/dockerfile/service-user": {"base_users": ["nobody"], "allowed_shells": ["/sbin/nologin"], "require_numeric": numeric}}

user(name) := testing.instruction("USER", 5, {"args": [name], "expanded": [name]})

add(opts, flags) := object.union(testing.run(3, "useradd app"), {"run": {"commands": [object.union(testing.command(3, 0, 0, 0, "useradd app"), {"opts": opts, "flags": flags})]}})

checks(instr, numeric) := {finding.check | some finding in found} if {
	found := service_user.deny with input as testing.one(instr) with data.params as params(numeric)
}

test_a_user_that_nobody_created_is_denied if checks([user("app")], false) == {"missing"}

test_a_created_user_is_fine if checks([add({}, []), user("app")], false) == set()

test_users_of_the_base_are_fine if checks([user("nobody")], false) == set()

test_a_login_shell_is_denied if checks([add({"s": "/bin/bash"}, ["s"])], false) == {"login-shell"}

test_no_login_is_fine if checks([add({"s": "/sbin/nologin"}, ["s"])], false) == set()

test_high_numbers_need_no_log_init if checks([add({"u": "1234567"}, ["u"])], false) == {"sparse-log"}

test_no_log_init_is_enough if checks([add({"u": "1234567"}, ["u", "l"])], false) == set()

test_names_are_denied_if_numbers_are_required if checks([user("nobody:nobody")], true) == {"numeric"}

test_numbers_are_fine if checks([user("10001:0")], true) == set()
