/** Tests. */
@NullMarked
package dev.tutti.selection.decision;

import org.jspecify.annotations.NullMarked;
