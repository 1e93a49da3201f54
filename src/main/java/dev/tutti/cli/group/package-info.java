/** Commands about groups of characters: {@code tutti group} and what is below it. */
@NullMarked
package dev.tutti.cli.group;

import org.jspecify.annotations.NullMarked;
