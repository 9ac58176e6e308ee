package std.dockerfile.exec_form_test

import data.std.dockerfile.exec_form
import data.std.lib.testing

cmd(keyword, form, text) := testing.instruction(keyword, 2, {"text": text, "cmd": {"form": form, "argv": [text], "loc": testing.loc(2)}})

findings(instr, changes) := found if {
	found := exec_form.deny with input as testing.file([testing.changed(instr, changes)])
}

test_shell_form_is_denied_and_mended if {
	some finding in findings([cmd("CMD", "shell", "node server.js")], {})
	finding.fix.edits[0].replace == `CMD ["node","server.js"]`
}

test_what_needs_a_shell_is_not_mended if {
	some finding in findings([cmd("CMD", "shell", "node $FILE")], {})
	is_null(finding.fix)
}

test_exec_form_is_fine if count(findings([cmd("ENTRYPOINT", "exec", "node")], {})) == 0

test_a_chosen_shell_is_meant_so if {
	shell := testing.instruction("SHELL", 1, {"cmd": {"form": "exec", "argv": ["/bin/bash", "-c"]}})
	count(findings([shell, cmd("CMD", "shell", "x")], {})) == 0
	count(findings([cmd("CMD", "shell", "x"), object.union(shell, {"loc": testing.loc(99)})], {})) == 1
}

test_windows_is_different if {
	count(findings([cmd("CMD", "shell", "x")], {"from": testing.image("nanoserver:1")})) == 0
}
