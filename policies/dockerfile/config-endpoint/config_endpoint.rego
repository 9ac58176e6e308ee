# METADATA
# title: The image does not know its environment
# description: Connection strings and internal addresses belong to the deployment, not to the image.
# custom:
#   code: DKF-028
#   severity: low
#   needs: [dockerfile]
#   remediation: Inject the address when the container runs.
#   rationale: An image that leaves the house tells what the inside looks like, and fits one environment only.
#   seed: ["5.1"]
#   params:
#     internal_domains:
#       description: Endings of host names that are only known inside.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [.internal, .corp, .intranet, .lan, .local, .private, .cluster.local]
#     dsn_schemes:
#       description: Schemes of connection strings.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [postgres, postgresql, mysql, mariadb, mongodb, mongodb+srv, redis, rediss, amqp, amqps, jdbc:postgresql, jdbc:mysql, jdbc:oracle, jdbc:sqlserver, kafka, ldap, ldaps, sqlserver, mssql]
package std.dockerfile.config_endpoint

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/config-endpoint"]

pairs := [pair |
	some step in lib.steps
	step.instruction.kw in {"ENV", "ARG"}
	some pair in step.instruction.kv
	is_string(pair.v)
	contains(pair.v, "://")
]

# The host behind a scheme and, perhaps, a user.
host(value) := lower(found) if {
	found := regex.find_all_string_submatch_n(`://(?:[^@/]*@)?([A-Za-z0-9.-]+)`, value, 1)[0][1]
}

harmless(name) if regex.match(`^(localhost|127\.|0\.0\.0\.0|host\.docker\.internal)|(^|\.)example(\.(com|org|net))?$|\.test$`, name)

reason(value) := "is a connection string" if {
	some scheme in params.dsn_schemes
	startswith(lower(value), sprintf("%s://", [scheme]))
	not harmless(host(value))
}

reason(value) := "names an internal host" if {
	not connection(value)
	some ending in params.internal_domains
	endswith(host(value), ending)
	not harmless(host(value))
}

reason(value) := "names a private address" if {
	not connection(value)
	regex.match(`^(10|192\.168|172\.(1[6-9]|2[0-9]|3[01]))\.`, host(value))
}

connection(value) if {
	some scheme in params.dsn_schemes
	startswith(lower(value), sprintf("%s://", [scheme]))
}

deny contains finding if {
	some pair in pairs
	text := reason(pair.v)
	finding := {
		"message": sprintf("`%s` %s", [pair.k, text]),
		"at": pair.loc,
		"term": pair.k,
		"evidence": {"name": pair.k, "host": object.get({"host": host(pair.v)}, "host", null)},
	}
}
