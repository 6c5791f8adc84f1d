#!/usr/bin/env node
import { prepare, stopWith } from '../scripts/prepare.js';
import { runMain } from '../scripts/run-main.js';

try {
  const args = process.argv.slice(2);
  const servesPages = ['up', 'serve'].includes(args[0] ?? '');
  runMain(prepare({ web: servesPages }), args);
} catch (error) {
  stopWith(error);
}
