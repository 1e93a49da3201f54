/** Tests. */
@NullMarked
package dev.tutti.cooperation.plan;

import org.jspecify.annotations.NullMarked;
