/** Whether a path stays inside the folder it is read from: `..`, absolute paths and backslashes would reach outside. */
export function isInside(path: string): boolean {
  return (
    !/^([/~]|[A-Za-z]:)|\\|\p{Cc}/u.test(path) &&
    !path.split('/').some((segment) => segment === '..')
  );
}
