/**
 * The command line: {@code tutti serve, simulate, check, chat, models, skill, run, providers,
 * explain, health, breakers, limits, budgets, config, audit, keys, bench, completion}. Every
 * command is one class; {@link dev.tutti.cli.TuttiCommand} lists them. Answers go to standard
 * output, everything else to standard error, and {@code --json} makes an answer readable for
 * programs.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong arguments or configuration.
 */
@NullMarked
package dev.tutti.cli;

import org.jspecify.annotations.NullMarked;
