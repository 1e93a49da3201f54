/**
 * Trained part of follow-up detection: texts cut into words of English and Chinese, about 170
 * features of a message and of what was said before it, and a logistic model in plain arithmetic.
 * {@code bench/followup train} writes its weights.
 */
@NullMarked
package dev.tutti.followup.classifier;

import org.jspecify.annotations.NullMarked;
