/**
 * Follow-up detection: whether a message needs what was said before it, so that a call gets just
 * the context that it needs. Rules decide what is certain, a trained classifier the rest, and a
 * configured model may be asked where the classifier is unsure.
 *
 * <pre>{@code
 * var detector = FollowUpDetector.of(() -> FollowUpSettings.DEFAULT, FollowUpModel.NONE);
 * var history = List.of(new DialogueTurn("user", "Write a poem about the sea."));
 * detector.decide(history, "Make it shorter.").decision(); // FOLLOW_UP
 * }</pre>
 *
 * <p>The way through it: {@code FollowUpDetector}, {@code FollowUpRules}, then the package {@code
 * classifier}. The classifier is plain arithmetic over weights in a resource, without a native
 * library; {@code bench/followup train} makes them.
 */
@NullMarked
package dev.tutti.followup;

import org.jspecify.annotations.NullMarked;
