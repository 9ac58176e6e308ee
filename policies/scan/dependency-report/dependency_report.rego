# METADATA
# title: The dependencies of every ecosystem were scanned
# description: For each manifest of the build context there is a report that covers its ecosystem.
# custom:
#   code: SCN-009
#   severity: high
#   level: warn
#   needs: [context, scan]
#   remediation: Attach the report of npm audit, Snyk, safety, retire, Dependency-Check or of a scanner that covers the ecosystem.
#   rationale: An image scan does not see what was bundled, compiled or left out.
#   seed: ["7.2", "7.3", "7.4"]
#   params:
#     ecosystem_tools:
#       description: For each ecosystem the tools whose reports cover it.
#       schema: {type: object}
#       merge: replace
#       default: {npm: [npm, yarn, pnpm, snyk, retire, trivy, grype, osv-scanner, dependency-check], python: [safety, pip-audit, snyk, trivy, grype, osv-scanner, bandit], java: [dependency-check, snyk, trivy, grype, osv-scanner], go: [govulncheck, snyk, trivy, grype, osv-scanner], rust: [cargo-audit, trivy, grype, osv-scanner], ruby: [bundler-audit, snyk, trivy, grype, osv-scanner], php: [composer, snyk, trivy, grype, osv-scanner]}
package std.scan.dependency_report

import data.std.lib.scans

params := data.params["std/scan/dependency-report"]

manifests := {
	"package.json": "npm",
	"requirements.txt": "python",
	"pyproject.toml": "python",
	"Pipfile": "python",
	"pom.xml": "java",
	"build.gradle": "java",
	"build.gradle.kts": "java",
	"go.mod": "go",
	"Cargo.toml": "rust",
	"Gemfile": "ruby",
	"composer.json": "php",
}

general := {"trivy", "grype", "osv-scanner", "snyk"}

# Names that scanners give to ecosystems.
types := {"npm": {"npm", "yarn", "pnpm", "node-pkg", "nodejs"}, "python": {"pip", "poetry", "pipenv", "python-pkg", "python", "pypi"}, "java": {"jar", "pom", "gradle", "maven", "java"}, "go": {"gomod", "gobinary", "go"}, "rust": {"cargo", "rustbinary", "rust"}, "ruby": {"bundler", "gemspec", "ruby", "gem"}, "php": {"composer", "php"}}

# Scanners of everything must say that they looked at the ecosystem.
covers(scan, ecosystem) if {
	some tool in params.ecosystem_tools[ecosystem]
	contains(lower(scan.tool.name), tool)
	not tool in general
}

covers(scan, ecosystem) if {
	some tool in params.ecosystem_tools[ecosystem]
	contains(lower(scan.tool.name), tool)
	tool in general
	some target in scan.targets
	lower(object.get(target, "type", "")) in types[ecosystem]
}

deny contains finding if {
	some context in input.documents.context
	some file in context.files
	ecosystem := manifests[file.path]
	count([scan | some scan in scans.all; covers(scan, ecosystem)]) == 0
	finding := {
		"message": sprintf("no report covers the %s dependencies of `%s`", [ecosystem, file.path]),
		"at": {"uri": file.path, "line": 1},
		"term": ecosystem,
	}
}
