/**
 * Endpoints of cooperations: one for each kind, which answers with the result of the run or with a
 * task that will have it; votes over answers that are there already; and what votes have learned of
 * outcomes, for operators.
 */
@NullMarked
package dev.tutti.cooperation.http;

import org.jspecify.annotations.NullMarked;
