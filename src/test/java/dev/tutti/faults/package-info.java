/**
 * Everything that an upstream can do wrong, on real sockets: each {@link dev.tutti.faults.Misdeed}
 * meets each way to be asked, and callers get exactly one answer.
 */
@NullMarked
package dev.tutti.faults;

import org.jspecify.annotations.NullMarked;
