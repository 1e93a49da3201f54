/**
 * Report of the tests that show reported faults to be mended: the command behind {@code
 * suites/faults/run}. A test says which faults it covers with {@link dev.tutti.testing.KnownFault}.
 */
@NullMarked
package dev.tutti.reported;

import org.jspecify.annotations.NullMarked;
