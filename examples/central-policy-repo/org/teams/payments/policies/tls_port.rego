# METADATA
# title: Payment services listen with TLS only
# description: The payment network lets nothing in but port 8443.
# custom:
#   code: PAY-001
#   severity: low
#   needs: [dockerfile]
#   remediation: Listen on 8443, with TLS.
package team.payments.dockerfile.tls_port

import data.std.lib.dockerfile as lib

deny contains finding if {
	some stage in lib.final_stages
	some exposed in stage.effective.expose
	exposed.port != "8443"
	finding := {
		"message": sprintf("port %s is exposed, and only 8443 can be reached", [exposed.port]),
		"at": exposed.loc,
		"term": exposed.port,
	}
}
