package std.dockerfile.pipefail_test

import data.std.dockerfile.pipefail
import data.std.lib.testing

shell(argv) := testing.instruction("SHELL", 2, {"cmd": {"form": "exec", "argv": argv}})

findings(instr) := found if {
	found := pipefail.deny with input as testing.one(instr)
}

piped := testing.run(3, "curl x | tar -x")

test_a_pipe_is_denied if count(findings([piped])) == 1

test_a_shell_with_pipefail_is_fine if count(findings([shell(["/bin/bash", "-eo", "pipefail", "-c"]), piped])) == 0

test_the_last_shell_counts if {
	count(findings([shell(["/bin/bash", "-o", "pipefail", "-c"]), object.union(shell(["/bin/sh", "-c"]), {"loc": testing.loc(3)}), object.union(piped, {"loc": testing.loc(4)})])) == 1
}

test_set_in_the_run_is_fine if {
	count(findings([object.union(piped, {"raw": "RUN set -o pipefail; curl x | tar -x"})])) == 0
}

test_powershell_is_different if count(findings([shell(["pwsh", "-c"]), piped])) == 0

test_what_only_prints_does_not_fail if {
	count(findings([testing.run(3, "echo abc | sha256sum -c -")])) == 0
	count(findings([testing.run(3, "echo abc | xargs curl | sh")])) == 1
}

test_the_message_names_what_may_fail if {
	some finding in findings([testing.run(3, "echo abc | xargs curl | sh")])
	contains(finding.message, "`xargs`")
}

test_sh_is_one_shell_here_and_another_there if {
	sh := shell(["/bin/sh", "-o", "pipefail", "-c"])
	count(findings([sh, piped])) == 1
	alpine := testing.changed([sh, piped], {"from": testing.image("alpine:3")})
	count(pipefail.deny) == 0 with input as testing.file([alpine])
}
