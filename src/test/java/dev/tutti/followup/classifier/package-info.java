/**
 * Training and measuring of the follow-up classifier: labelled turns, logistic regression, figures.
 * {@link dev.tutti.followup.classifier.FollowUpBench} is the program behind {@code bench/followup}.
 */
@NullMarked
package dev.tutti.followup.classifier;

import org.jspecify.annotations.NullMarked;
