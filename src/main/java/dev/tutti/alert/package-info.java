/**
 * Alerts for operators. A feature declares an {@link dev.tutti.alert.AlertType} and raises it;
 * {@link dev.tutti.alert.Alerts} keeps the latest and delivers them to webhooks, each subject only
 * once in a while.
 *
 * <p>{@code AlertThrottle} holds back what repeats itself; an {@code Outbox} for each webhook sends
 * in order and tries again with growing waits. Everything is bounded: an alert is never worth a
 * call.
 */
@NullMarked
package dev.tutti.alert;

import org.jspecify.annotations.NullMarked;
