/** Tests. */
@NullMarked
package dev.tutti.alert;

import org.jspecify.annotations.NullMarked;
