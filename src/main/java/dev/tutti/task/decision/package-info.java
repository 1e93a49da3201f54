/**
 * Questions to a configured model about tasks whose attempt has failed: whether another one is
 * worth it, and when. A {@link dev.tutti.task.decision.RetryAdvisor} is asked only where the rules
 * would try again, and may only give up sooner or wait longer; without an answer the rules hold.
 */
@NullMarked
package dev.tutti.task.decision;

import org.jspecify.annotations.NullMarked;
