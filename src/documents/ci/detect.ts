/** A workflow of GitHub or a pipeline of GitLab: by its name, or by its keys. */
export function detect(uri: string, head: string): 'name' | 'content' | undefined {
  if (!/\.ya?ml$/i.test(uri)) return undefined;
  if (/(^|\/)\.github\/workflows\/[^/]+$/.test(uri) || GITLAB_NAME.test(uri)) return 'name';
  const isWorkflow = /^(on|'on'|"on")\s*:/m.test(head) && /^jobs\s*:/m.test(head);
  return isWorkflow || hasStages(head) ? 'content' : undefined;
}

const GITLAB_NAME = /(^|\/)\.gitlab-ci\.ya?ml$/i;

/** Whether a file that is a pipeline is one of GitLab. */
export function isGitlab(uri: string, text: string): boolean {
  if (GITLAB_NAME.test(uri)) return true;
  if (/(^|\/)\.github\/workflows\//.test(uri)) return false;
  return !/^jobs\s*:/m.test(text) || hasStages(text);
}

/** Stages as a list, and a job with a script: nobody else has both. */
function hasStages(text: string): boolean {
  return (
    /^stages\s*:\s*(\[|#|\r?$)/m.test(text) &&
    /^[ \t]+script\s*:/m.test(text) &&
    !/^jobs\s*:/m.test(text)
  );
}
