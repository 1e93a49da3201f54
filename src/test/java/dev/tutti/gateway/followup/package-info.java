/** Tests of follow-up detection over HTTP. */
@NullMarked
package dev.tutti.gateway.followup;

import org.jspecify.annotations.NullMarked;
