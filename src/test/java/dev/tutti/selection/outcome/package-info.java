/** Tests. */
@NullMarked
package dev.tutti.selection.outcome;

import org.jspecify.annotations.NullMarked;
