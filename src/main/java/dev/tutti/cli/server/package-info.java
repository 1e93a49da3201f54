/**
 * A running server, as commands ask it: its address and key, its answers, changes of its
 * configuration. A command that asks once is a {@code ServerCommand}.
 */
@NullMarked
package dev.tutti.cli.server;

import org.jspecify.annotations.NullMarked;
