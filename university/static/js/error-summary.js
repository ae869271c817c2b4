// The summary of errors takes focus, so that it is read first; its links lead into the fields.
export function start(summary) {
  summary.focus();
}
