/** css-tree in one file instead of 123, which a cold start would have to open one by one. */
declare module 'css-tree/dist/csstree.esm' {
  export * from 'css-tree';
}
