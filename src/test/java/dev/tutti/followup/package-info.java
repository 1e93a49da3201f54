/** Tests of follow-up detection. */
@NullMarked
package dev.tutti.followup;

import org.jspecify.annotations.NullMarked;
