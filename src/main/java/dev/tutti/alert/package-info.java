/**
 * What operators are told of. A feature declares an {@link dev.tutti.alert.AlertType} and raises
 * it; {@link dev.tutti.alert.Alerts} keeps the latest and delivers them to webhooks, each subject
 * only once in a while.
 *
 * <p>Delivery is tried again with growing waits and bounded in all directions: an alert is never
 * worth a call.
 */
@NullMarked
package dev.tutti.alert;

import org.jspecify.annotations.NullMarked;
