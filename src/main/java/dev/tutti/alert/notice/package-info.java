/**
 * Notifications of alerts: which are told together, when, and which are not told. Nothing here
 * reads a clock or a database.
 *
 * <p>The alerts of a rule and a provider are one {@link dev.tutti.alert.notice.NotificationGroup}.
 * Each change of an alert goes into it as a {@link dev.tutti.alert.notice.Notice}; from time to
 * time it is asked what is {@link dev.tutti.alert.notice.NotificationGroup#due}: the first message
 * after 30 seconds, others after 5 minutes, what goes on every 4 hours, and always one when all is
 * over. {@link dev.tutti.alert.notice.Silence}s, {@link dev.tutti.alert.notice.MaintenanceWindow}s
 * and {@link dev.tutti.alert.notice.Inhibition} mute alerts for a time: what still lasts when they
 * end is told then.
 */
@NullMarked
package dev.tutti.alert.notice;

import org.jspecify.annotations.NullMarked;
