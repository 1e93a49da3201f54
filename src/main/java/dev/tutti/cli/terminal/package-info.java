/** Terminal of a person who watches a command: whether there is one, and a bar for long work. */
@NullMarked
package dev.tutti.cli.terminal;

import org.jspecify.annotations.NullMarked;
