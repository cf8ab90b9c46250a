// Whether this visitor has been here before. Kept on their machine alone; without storage every
// visit is a first one.

const KEY = 'qoscope.visited';

export function wasHere(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function noteVisit(): void {
  try {
    localStorage.setItem(KEY, '1');
  } catch {
    // No storage, no memory of the visit.
  }
}
