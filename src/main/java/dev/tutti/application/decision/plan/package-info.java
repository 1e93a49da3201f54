/**
 * Plans of phases that need each other: {@link dev.tutti.application.decision.plan.CriticalPath}
 * says how long they take, which phases decide that, and which need each other in a circle.
 */
@NullMarked
package dev.tutti.application.decision.plan;

import org.jspecify.annotations.NullMarked;
