# METADATA
# title: The registry speaks HTTPS
# description: Harbor's configuration has a certificate, and its external address is https.
# custom:
#   code: REG-001
#   severity: high
#   needs: [registry]
#   remediation: Set `https` with port, certificate and private key.
#   rationale: Images and passwords that travel in the clear can be read and replaced.
#   seed: ["8.1", "8.4"]
#   params:
#     tls_terminated:
#       description: Whether a proxy before the registry does TLS.
#       schema: {type: boolean}
#       merge: and
#       default: false
package std.registry.https

params := data.params["std/registry/https"]

proxied(config) if {
	params.tls_terminated
	startswith(object.get(config, "external_url", "https://"), "https://")
}

complete(https) if {
	is_object(https)
	object.get(https, "certificate", "") != ""
	object.get(https, "private_key", "") != ""
}

at(document, key) := {"uri": document.uri, "ptr": sprintf("/%s", [key])} if document.config[key]

at(document, key) := {"uri": document.uri} if not document.config[key]

deny contains finding if {
	some document in input.documents.registry
	is_object(document.config)
	not proxied(document.config)
	not complete(object.get(document.config, "https", null))
	finding := {
		"message": "the registry has no `https` with certificate and private key",
		"at": at(document, "https"),
		"term": "https",
	}
}

deny contains finding if {
	some document in input.documents.registry
	startswith(document.config.external_url, "http://")
	finding := {
		"message": sprintf("the external address is `%s`", [document.config.external_url]),
		"at": at(document, "external_url"),
		"term": "external_url",
	}
}
