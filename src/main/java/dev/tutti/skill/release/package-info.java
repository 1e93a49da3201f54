/**
 * Release of versions to callers: labels, splits, rollbacks, and the comparison of a version on
 * trial with the one before it.
 */
@NullMarked
package dev.tutti.skill.release;

import org.jspecify.annotations.NullMarked;
