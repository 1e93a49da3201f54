/**
 * Commands of routing: {@code tutti route} with its parts. What is learned goes by files of
 * outcomes.
 */
@NullMarked
package dev.tutti.cli.routing;

import org.jspecify.annotations.NullMarked;
