import type { LayerFile } from './types.js';

/** Files of all layers of an image that are listed; what tells something comes first. */
const MOST = 20_000;

/** Paths that rules ask about: secrets, shells, package managers, tools, what should not be shipped. */
const TELLING =
  /(^|\/)(\.env[^/]*|\.npmrc|\.pypirc|\.netrc|\.git|\.dockercfg|\.dockerignore|Dockerfile[^/]*|id_[a-z0-9]+|passwd|shadow|group|sudoers|authorized_keys|os-release|[^/]*(secret|credential|password|token|cosign|kubeconfig)[^/]*|[^/]*\.(key|pem|p12|pfx|jks|keystore|ppk|asc|gpg|tfstate|tfvars|kdbx))$|^(usr\/(local\/)?)?s?bin\/|(^|\/)\.(git|svn|hg|cache|idea|vscode|aws|ssh|kube|docker|gnupg)\/[^/]*$|^(lib\/apk|var\/lib\/(dpkg|rpm)|etc)\//i;

interface Chosen {
  /** Absent for a layer that was not there to be read. */
  readonly files?: readonly LayerFile[];
  readonly omitted?: number;
}

/** Picks the files to list of each layer, so that an image of a million files stays readable. */
export function chooseFiles(
  layers: readonly (readonly LayerFile[] | undefined)[],
): readonly Chosen[] {
  const all = layers.reduce((sum, files) => sum + (files?.length ?? 0), 0);
  let room = MOST;
  return layers.map((files): Chosen => {
    if (files === undefined) return {};
    if (all <= MOST) return { files, omitted: 0 };
    const chosen = files.filter(isTelling).slice(0, room);
    room -= chosen.length;
    return { files: chosen, omitted: files.length - chosen.length };
  });
}

function isTelling({ path, mode, whiteout, sniff }: LayerFile): boolean {
  const isSpecial = mode.length > 4 || /^[2467]/.test(mode);
  return whiteout || sniff !== undefined || isSpecial || TELLING.test(path);
}
