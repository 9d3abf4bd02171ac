/** x with A x = b for a symmetric positive definite A, by Cholesky's decomposition; undefined when A is not positive definite. */
export function solveSymmetric(a: readonly (readonly number[])[], b: readonly number[]): number[] | undefined {
  const size = b.length;
  const root = a.map((row) => row.map(() => 0));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = a[row]![column]!;
      for (let k = 0; k < column; k++) sum -= root[row]![k]! * root[column]![k]!;
      if (row === column && !(sum > 0)) return undefined;
      root[row]![column] = row === column ? Math.sqrt(sum) : sum / root[column]![column]!;
    }
  }
  const half = new Array<number>(size).fill(0);
  for (let row = 0; row < size; row++) half[row] = (b[row]! - dot(root[row]!, half, 0, row)) / root[row]![row]!;
  const x = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    let sum = half[row]!;
    for (let k = row + 1; k < size; k++) sum -= root[k]![row]! * x[k]!;
    x[row] = sum / root[row]![row]!;
  }
  return x;
}

function dot(a: readonly number[], b: readonly number[], from: number, until: number): number {
  let sum = 0;
  for (let k = from; k < until; k++) sum += a[k]! * b[k]!;
  return sum;
}
