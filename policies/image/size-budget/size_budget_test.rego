package std.image.size_budget_test

import data.std.image.size_budget

findings(sizes, most) := found if {
	params := {"std/image/size-budget": {"max_bytes": most}}
	layers := [{"size": size} | some size in sizes]
	found := size_budget.deny with input as {"documents": {"image": [{"uri": "m.json", "layers": layers}]}} with data.params as params
}

test_large_images_are_denied if count(findings([300, 300], 500)) == 1

test_small_images_are_fine if count(findings([100, 200], 500)) == 0

test_unknown_sizes_are_not_judged if count(findings([null], 500)) == 0
