# METADATA
# title: Lists of globs
# description: One match for a whole list, since each match leaves WebAssembly; `*` does not stop at slashes.
package std.lib.globs

# Whether a text matches one of some globs.
any(globs, text) if {
	count(globs) > 0
	joined := concat(",", globs)
	not contains(joined, "{")
	glob.match(sprintf("{%s}", [joined]), null, text)
}

any(globs, text) if {
	contains(concat(",", globs), "{")
	some pattern in globs
	glob.match(pattern, null, text)
}
