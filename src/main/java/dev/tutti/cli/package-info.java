/**
 * The command line. Every command is one class, in the package of what it is about; {@link
 * dev.tutti.cli.TuttiCommand} lists them, and those that begin a server are here. One that asks a
 * running server is a {@code ServerCommand}, which also keeps what callers have chosen, such as
 * names, from doing anything to the terminal. Answers go to standard output, everything else to
 * standard error, and {@code --json} makes an answer readable for programs.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong arguments or configuration.
 */
@NullMarked
package dev.tutti.cli;

import org.jspecify.annotations.NullMarked;
