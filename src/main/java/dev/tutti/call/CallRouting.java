package dev.tutti.call;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Routing of a call whose model is chosen for it: what its caller wants of the choice, and what was
 * decided. A call's parts have the same. Confined to the call's loop.
 */
public final class CallRouting {
  private static final int DEEPEST = 8;

  private @Nullable Double quality;
  private Set<String> tags = Set.of();
  private @Nullable ObjectNode decision;
  private @Nullable ObjectNode vote;
  private int depth;

  /** How much quality counts against cost, 0 to 1, where the caller says. */
  public OptionalDouble quality() {
    return quality == null ? OptionalDouble.empty() : OptionalDouble.of(quality);
  }

  /** Notes how much quality counts against cost, 0 to 1. */
  public void quality(double wish) {
    quality = wish;
  }

  /** Tags of the request, for rules. */
  public Set<String> tags() {
    return tags;
  }

  /** Notes the tags of the request. */
  public void tags(Set<String> words) {
    tags = Set.copyOf(words);
  }

  /** A choice begins, maybe within another one; whether it may: not too deep. */
  public boolean enter() {
    return ++depth <= DEEPEST;
  }

  /** A choice has led to an answer, or to none. */
  public void leave() {
    depth--;
  }

  /** Notes what was decided, for the call's record; not to be changed any more. */
  public void decided(ObjectNode what) {
    decision = what;
  }

  /** Notes a vote whose result is the answer, for the call's record; not to be changed any more. */
  public void counted(ObjectNode what) {
    vote = what;
  }

  /** The vote whose result is the answer, without a word of what was said; empty for none. */
  public Optional<ObjectNode> vote() {
    return Optional.ofNullable(vote);
  }

  /** What was decided, without a word of what was said; empty where nobody chose a model. */
  public Optional<ObjectNode> decision() {
    return Optional.ofNullable(decision);
  }
}
