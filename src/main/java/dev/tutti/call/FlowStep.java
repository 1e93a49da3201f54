package dev.tutti.call;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * Step of a call through its conversation.
 *
 * @param at reading of the loop's clock when it began
 * @param took how long it took
 * @param details what there is to say of it, without a word of what was said; not to be changed
 */
public record FlowStep(Kind kind, long at, Duration took, ObjectNode details) {
  /** Kind of step. */
  public enum Kind {
    /** It waited for its turn in the session. */
    TURN,
    /** A version of the skill was chosen. */
    SKILL,
    /** It was decided whether what is asked goes on with what was said before. */
    FOLLOW_UP,
    /** Facts about the end user were looked up. */
    MEMORY,
    /** A view of the history was made, within the budget. */
    VIEW,
    /** The prompt of the skill was rendered. */
    PROMPT,
    /** It took its share of the limits, or waited for it. */
    LIMITS,
    /** Question and answer were kept in the session. */
    KEPT,
    /** It ended, and was accounted for. */
    SETTLED;

    /** The word for it in records. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A step that lasts from one reading of the loop's clock to another. */
  public static FlowStep of(Kind kind, long from, long to, ObjectNode details) {
    return new FlowStep(kind, from, Duration.ofNanos(to - from), details);
  }
}
