/**
 * Votes over HTTP: {@code POST /v1/cooperation/vote} counts answers that are there already, and
 * {@code /admin/cooperation} learns from outcomes, shows and forgets what was learned, and measures
 * panels. No model is asked.
 */
@NullMarked
package dev.tutti.gateway.cooperation;

import org.jspecify.annotations.NullMarked;
