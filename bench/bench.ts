const benches = ['ocr', 'intake', 'search', 'api', 'archive', 'room-picture'];

const [name, ...argv] = process.argv.slice(2);
if (name === undefined || !benches.includes(name)) {
  console.error(`npm run bench -- ${benches.join('|')} [options]`);
  process.exit(2);
}
const { run } = (await import(`./${name}.ts`)) as { run(argv: string[]): Promise<void> };
await run(argv);
process.exit();
