/** Rules that do little but take strings apart and put them together. */
import { numbers, range, type Workload, workload } from '../workload.js';

const POLICY = `package strings_heavy

references contains reference if {
	some image in input.images
	parts := split(image, "/")
	last := parts[count(parts) - 1]
	named := split(last, ":")
	reference := {
		"registry": parts[0],
		"name": lower(named[0]),
		"tag": object.get({"tag": named[1]}, "tag", "latest"),
	}
}

deny contains message if {
	some image in input.images
	not startswith(image, "registry.example/")
	not endswith(image, "-slim")
	contains(image, "app")
	message := concat(": ", ["image from elsewhere", trim_prefix(image, "docker.io/")])
}

deny contains message if {
	some reference in references
	indexof(reference.name, "latest") == -1
	upper(substring(reference.tag, 0, 1)) == "V"
	message := sprintf("%s/%s has the tag %s", [reference.registry, reference.name, reference.tag])
}

deny contains message if {
	some image in input.images
	regex.match(\`^[a-z0-9.]+/team[0-9]+/app[0-9]*7:\`, image)
	message := replace(image, "app", "service")
}
`.replaceAll('\\`', '`');

export function strings(): Workload {
  const next = numbers(4);
  const images = range(200).map((index) => {
    const registry = index % 3 === 0 ? 'registry.example' : 'docker.io';
    const tag = index % 4 === 0 ? `v${next(9)}.${next(20)}` : `${next(20)}-slim`;
    return `${registry}/team${next(9)}/app${index}:${tag}`;
  });
  return workload('string-heavy rules', POLICY, 'strings_heavy/deny', { images });
}
