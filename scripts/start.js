import { prepare, stopWith } from './prepare.js';
import { runMain } from './run-main.js';

try {
  runMain(prepare(), ['up', ...process.argv.slice(2)]);
} catch (error) {
  stopWith(error);
}
