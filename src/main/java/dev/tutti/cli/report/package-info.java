/**
 * Commands for who watches a server: calls, figures, reports, alerts, the audit, logs, a profile.
 * They only read, but for rules and levels.
 */
@NullMarked
package dev.tutti.cli.report;

import org.jspecify.annotations.NullMarked;
