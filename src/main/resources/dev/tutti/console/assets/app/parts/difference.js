// How two texts differ, line by line: the longest lines that both have in common stay, all else was removed or added.

const most = 1500;

/** A unified diff with all lines of two texts, or of as many as are compared. */
export function difference(before, after) {
  const [left, right] = [before, after].map((text) => text.trimEnd().split('\n').slice(0, most));
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i][j] = left[i] === right[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const lines = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      lines.push(` ${left[i]}`);
      i++;
      j++;
    } else if (j >= right.length || (i < left.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      lines.push(`-${left[i++]}`);
    } else {
      lines.push(`+${right[j++]}`);
    }
  }
  return lines.join('\n');
}
