/** Tests. */
@NullMarked
package dev.tutti.selection.auto;

import org.jspecify.annotations.NullMarked;
