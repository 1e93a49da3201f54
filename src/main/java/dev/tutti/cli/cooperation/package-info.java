/**
 * Commands of cooperations: {@code tutti coop} with its parts. Votes are counted on a server, what
 * is learned of them beside one.
 */
@NullMarked
package dev.tutti.cli.cooperation;

import org.jspecify.annotations.NullMarked;
