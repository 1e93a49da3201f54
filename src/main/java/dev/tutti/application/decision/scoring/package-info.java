/**
 * Scores of options by criteria: the weighted sum, TOPSIS as a second opinion, and how far weights
 * may change until another option is first. {@link
 * dev.tutti.application.decision.scoring.ScoreTable} is what all of them read.
 */
@NullMarked
package dev.tutti.application.decision.scoring;

import org.jspecify.annotations.NullMarked;
