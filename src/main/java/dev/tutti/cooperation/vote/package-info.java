/**
 * Votes over given answers. {@link dev.tutti.cooperation.vote.VoteCounter} groups a {@link
 * dev.tutti.cooperation.vote.Ballot}, weighs its members by what they have earned on such questions
 * and says who wins, how sure that is and who dissents; {@link
 * dev.tutti.cooperation.vote.VoteLearning} keeps outcomes over restarts, and weights and
 * calibration are made of them for each panel. No model is asked.
 */
@NullMarked
package dev.tutti.cooperation.vote;

import org.jspecify.annotations.NullMarked;
