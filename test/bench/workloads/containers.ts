/** 160 rules about containers, as teams write them: each a few lines over the containers or instructions of one subject. */
import { numbers, range, type Workload, workload } from '../workload.js';

const CAPABILITIES = [
  'SYS_ADMIN',
  'NET_ADMIN',
  'NET_RAW',
  'SYS_PTRACE',
  'SYS_MODULE',
  'MKNOD',
  'AUDIT_WRITE',
  'CHOWN',
];
const COMMANDS = ['curl', 'wget', 'sudo', 'ssh', 'vim', 'ping', 'telnet', 'make', 'gcc', 'git'];

/** One rule by its number; eight shapes. */
function rule(index: number): string {
  const n = index >> 3;
  switch (index % 8) {
    case 0:
      return `deny contains msg if {
	some container in input.spec.containers
	container.securityContext.capabilities.add[_] == "${CAPABILITIES[n % 8]}${n >> 3 || ''}"
	msg := concat(" ", [container.name, "adds", "${CAPABILITIES[n % 8]}"])
}`;
    case 1:
      return `deny contains msg if {
	some i
	instruction := input.instructions[i]
	instruction.command == "run"
	contains(instruction.value, "${COMMANDS[n % 10]}${n >= 10 ? n : ''} ")
	msg := concat("", ["RUN uses ${COMMANDS[n % 10]}: ", instruction.value])
}`;
    case 2:
      return `deny contains msg if {
	some container in input.spec.containers
	not container.resources.limits["limit${n}"]
	container.kind == "kind${n}"
	msg := concat(" ", [container.name, "has no limit${n}"])
}`;
    case 3:
      return `deny contains msg if {
	input.spec.level == "level${n}"
	msg := "the level is level${n}"
}`;
    case 4:
      return `deny contains msg if {
	some container in input.spec.containers
	some port in container.ports
	port.containerPort == ${20 + n}
	port.protocol == "TCP"
	msg := concat(" ", [container.name, "opens a port"])
}`;
    case 5:
      return `deny contains msg if {
	some instruction in input.instructions
	instruction.command == "from"
	endswith(instruction.value, ":tag${n}")
	msg := concat(" ", ["image", instruction.value])
}`;
    case 6:
      return `deny contains msg if {
	some name, value in input.labels
	startswith(name, "org.example.label${n}")
	value == ""
	msg := concat(" ", ["empty label", name])
}`;
    default:
      return `deny contains msg if {
	some container in input.spec.containers
	some variable in container.env
	variable.name in {"SECRET_${n}", "PASSWORD_${n}", "TOKEN_${n}"}
	msg := concat(" ", [container.name, "sets", variable.name])
}`;
  }
}

export function containerRules(): Workload {
  const next = numbers(3);
  const text = `package containers\n\n${range(160).map(rule).join('\n\n')}\n`;
  const containers = range(4).map((index) => ({
    name: `container${index}`,
    kind: `kind${next(40)}`,
    image: `registry.example/app${index}:1.2.${index}`,
    securityContext: { runAsNonRoot: true, capabilities: { add: ['CHOWN', 'NET_RAW'] } },
    resources: { limits: { cpu: '1', memory: '1Gi' } },
    ports: range(3).map((port) => ({ containerPort: 8080 + port, protocol: 'TCP' })),
    env: range(10).map((variable) => ({ name: `VARIABLE_${variable}`, value: `${next(1000)}` })),
  }));
  const instructions = range(20).map((index) => ({
    command: ['from', 'run', 'copy', 'env', 'run'][index % 5] as string,
    value: `apt-get install -y --no-install-recommends package${index} && make all${next(100)}`,
  }));
  const labels = Object.fromEntries(
    range(8).map((index) => [`org.example.label${index * 3}`, 'text']),
  );
  const input = { spec: { level: 'level7', containers }, instructions, labels };
  return workload('160 container rules', text, 'containers/deny', input);
}
