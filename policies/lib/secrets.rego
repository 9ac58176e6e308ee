# METADATA
# title: What looks like credentials
# description: Names, files and texts that hold secrets, and how evidence is masked. Nothing here returns a secret.
package std.lib.secrets

import data.std.lib.globs

# Words of a name (BuildKit's list and two more) that say that a value is secret.
secret_words := `(?i)(^|_)(api_?key|auth|credentials?|key|pass|passphrase|passwd|password|pwd|pword|secrets?|token)(_|$)`

# Words that take it back.
plain_words := `(?i)(^|_)(public|file|version|ttl|name|path|dir|type|expiry|algorithm|url|uri|id|length|size|server|fingerprint)(_|$)|^(GPG|APT|SSH_HOST|SIGNING|RELEASE)_KEYS?(_|$)|^(OLD)?PWD$`

secret_name(name) if {
	regex.match(secret_words, name)
	not regex.match(plain_words, name)
}

# Patterns of tokens, by id.
default token_patterns := {}

token_patterns := data.token_patterns.patterns

# Letters of which one is in every token.
default hints := []

hints := data.token_patterns.hints

# All of them as one, so that ordinary texts cost one match.
any_token := concat("|", [sprintf("(?:%s)", [pattern]) | some pattern in token_patterns])

# Samples that vendors print in their documentation.
default samples := []

samples := data.token_patterns.samples

# What a text holds that looks like a token: its kind, its masked value, and its hash.
default tokens(_) := set()

tokens(text) := {token |
	some id, pattern in token_patterns
	some match in regex.find_n(pattern, text, 3)
	not sample(match)
	token := {"kind": id, "shown": masked(match), "term": hash(match)}
} if {
	hinted(text)
	regex.match(any_token, text)
}

# Most texts hold none of the letters that every token has, which is quickly seen.
hinted(text) if {
	some hint in hints
	contains(text, hint)
}

sample(text) if {
	some known in samples
	contains(text, known)
}

# A URL with a password in it that is no variable and no placeholder.
url_password := `[a-zA-Z][a-zA-Z0-9+.-]*://[^/\s:@'"]+:([^/\s:@'"]+)@([^/\s:'"]*)`

url_credentials(text) := {token |
	contains(text, "://")
	contains(text, "@")
	some match in regex.find_all_string_submatch_n(url_password, text, 5)
	not placeholder(match[1])
	token := {"host": match[2], "shown": masked(match[1]), "term": hash(match[1])}
}

placeholder(value) if regex.match(`^[$<{%]|^(x+|\*+|password|pass|passwd|pw|secret|token|changeme|user|\.+)$|^(your|my)[-_]?`, value)

# What exceptions name a secret by: it must not stand in them.
hash(value) := substring(crypto.sha256(value), 0, 16)

# What is shown of a value: its kind of beginning and its length, never more than four letters.
masked(value) := sprintf("<%d characters>", [count(value)]) if count(value) < 12

masked(value) := sprintf("%s… <%d characters>", [substring(value, 0, 4), count(value)]) if count(value) >= 12

# Globs without a slash are tried on the file's name, the others on the end of the path; case does not count.
matches(list, path) if globs.any([lower(pattern) | some pattern in list; not contains(pattern, "/")], lower(base(path)))

matches(list, path) if {
	deep := [pattern | some pattern in list; contains(pattern, "/")]
	count(deep) > 0
	text := trim_prefix(trim_prefix(trim_suffix(path, "/"), "./"), "/")
	joined := concat(",", deep)
	glob.match(sprintf("{%s,**/{%s}}", [joined, joined]), ["/"], text)
}

base(path) := parts[count(parts) - 1] if parts := split(trim_suffix(path, "/"), "/")

# Whether a path is that of a file with secrets.
secret_file(list, allowed, path) if {
	matches(list, path)
	not matches(allowed, path)
}

allowed_file(allowed, path) if matches(allowed, path)

# Files that hold credentials, and those that only look like it: the defaults of every rule about files.
secret_globs := [".env", ".env.*", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".npmrc", ".pypirc", ".netrc", ".git-credentials", ".aws/credentials", ".docker/config.json", ".kube/config", "kubeconfig", "*.tfstate", "cosign.key"]

allow_globs := ["*.pub", ".env.example", ".env.sample", ".env.template", ".env.dist", "ca-certificates.crt", "*ca*.pem", "*bundle*.pem", "*cert*.pem", "*.pub.pem", "fullchain.pem"]
