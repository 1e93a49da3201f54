/** Tests. */
@NullMarked
package dev.tutti.config.reload;

import org.jspecify.annotations.NullMarked;
