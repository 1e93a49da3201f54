package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.answer.AnswerType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a vote.
 *
 * @param type that the answers were read as
 * @param medoid whether the answers are longer texts, of which the one in the middle leads
 * @param leader the view with the most weight; null when all abstained
 * @param reached whether the leader reaches the threshold
 * @param dissent every other view, the weightiest first; empty where it was not asked for
 * @param votes in the order of the answers
 */
public record VoteResult(
    AnswerType type,
    boolean medoid,
    @Nullable LeadingView leader,
    boolean reached,
    List<DissentingView> dissent,
    List<MemberVote> votes) {
  public VoteResult {
    dissent = List.copyOf(dissent);
    votes = List.copyOf(votes);
  }

  /** View with the most weight, whether or not it reaches the threshold. */
  public Optional<LeadingView> leading() {
    return Optional.ofNullable(leader);
  }

  /** Answer that reaches the threshold, in canonical form. */
  public Optional<String> consensus() {
    return leading().filter(_ -> reached).map(LeadingView::answer);
  }

  /** Probability that the leading view is right; 0 when all abstained. */
  public double confidence() {
    return leading().map(LeadingView::confidence).orElse(0.0);
  }

  /** Share of the weights that the leading view has; 0 when all abstained. */
  public double agreement() {
    return leading().map(LeadingView::share).orElse(0.0);
  }
}
