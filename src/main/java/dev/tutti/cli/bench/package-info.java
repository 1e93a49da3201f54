/**
 * Commands that measure a server, and what warms one up for the cache of its classes. They make
 * their own calls, as callers do.
 */
@NullMarked
package dev.tutti.cli.bench;

import org.jspecify.annotations.NullMarked;
