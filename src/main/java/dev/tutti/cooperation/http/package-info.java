/**
 * Endpoints of cooperations: one for each kind, which answers with the result of the run, or with a
 * task that will have it.
 */
@NullMarked
package dev.tutti.cooperation.http;

import org.jspecify.annotations.NullMarked;
