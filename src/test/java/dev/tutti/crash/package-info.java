/**
 * {@code suites/crash/run}: a server that is killed again and again while it runs durable tasks of
 * several steps, and what must be true of them in the end.
 */
@NullMarked
package dev.tutti.crash;

import org.jspecify.annotations.NullMarked;
