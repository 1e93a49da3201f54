/**
 * Commands of skills: {@code tutti skill} with its parts, and {@code tutti run}. They work on a
 * folder of skills or ask a server.
 */
@NullMarked
package dev.tutti.cli.skill;

import org.jspecify.annotations.NullMarked;
