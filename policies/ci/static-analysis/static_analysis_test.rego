package std.ci.static_analysis_test

import data.std.ci.static_analysis

with_input(classes) := {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": [{"classes": [class]} | some class in classes]}]}]}}

terms(classes, required) := {finding.term | some finding in found} if {
	params := {"std/ci/static-analysis": {"step_classes": required}}
	found := static_analysis.deny with input as with_input(classes) with data.params as params
}

test_a_build_without_analysis_is_denied if terms(["build"], ["sast", "secret-scan"]) == {"sast", "secret-scan"}

test_both_are_enough if terms(["sast", "secret-scan", "build"], ["sast", "secret-scan"]) == set()

test_fewer_may_be_asked_for if terms(["build"], ["sast"]) == {"sast"}

test_pipelines_without_images_are_not_asked if terms(["test"], ["sast"]) == set()
