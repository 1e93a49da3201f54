/**
 * What outcomes teach of panels: weights of members, their reliability, the chance of a winner and
 * its calibration. {@link dev.tutti.cooperation.vote.weight.LearnedPanels} learns of a panel when
 * it is first asked for; {@link dev.tutti.cooperation.vote.weight.PanelWeights} is what a vote
 * counts by.
 */
@NullMarked
package dev.tutti.cooperation.vote.weight;

import org.jspecify.annotations.NullMarked;
