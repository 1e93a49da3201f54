/** Tests. */
@NullMarked
package dev.tutti.cooperation;

import org.jspecify.annotations.NullMarked;
