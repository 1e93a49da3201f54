/**
 * Alerts for operators. A feature declares an {@link dev.tutti.alert.AlertType} and raises it;
 * {@link dev.tutti.alert.Alerts} keeps the latest and delivers them to webhooks, each subject only
 * once in a while.
 *
 * <p>{@code AlertThrottle} holds back what repeats itself. What is told is an {@link
 * dev.tutti.alert.AlertMessage}, which a {@link dev.tutti.alert.WebhookFormat} puts into the form
 * of its receiver; an {@code Outbox} for each webhook sends in order and tries again with growing
 * waits. Messages and how far they have come are rows, so that a restart goes on with them.
 * Everything is bounded: an alert is never worth a call.
 */
@NullMarked
package dev.tutti.alert;

import org.jspecify.annotations.NullMarked;
