/** Tests. */
@NullMarked
package dev.tutti.selection.rule;

import org.jspecify.annotations.NullMarked;
