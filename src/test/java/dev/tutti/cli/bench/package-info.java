/** Tests of the commands that measure, and of what warms a server up. */
@NullMarked
package dev.tutti.cli.bench;

import org.jspecify.annotations.NullMarked;
