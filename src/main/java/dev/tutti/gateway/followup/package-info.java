/**
 * Follow-up detection over HTTP: {@code POST /v1/follow-up} reads one message or up to a thousand,
 * and answers in the same order.
 */
@NullMarked
package dev.tutti.gateway.followup;

import org.jspecify.annotations.NullMarked;
