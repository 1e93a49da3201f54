package dev.tutti.session;

/**
 * Terms on which a view is made.
 *
 * @param exact whether all of the history is in it, whatever the session's strategy and budget
 * @param recalls whether the model may be told what is known about the end user
 * @param sums whether a summary may stand for a part of the history
 * @param asks whether other models may be asked for it: one that decides, and one that sums up
 */
public record ViewTerms(boolean exact, boolean recalls, boolean sums, boolean asks) {
  /** As the session or the configuration says. */
  public static final ViewTerms USUAL = new ViewTerms(false, true, true, true);

  /** Everything as it was said, and nothing else. */
  public static final ViewTerms EXACT = new ViewTerms(true, false, false, true);

  /** The same to a model that may be told what is known about the end user, or not. */
  public ViewTerms recalling(boolean told) {
    return new ViewTerms(exact, told, sums, asks);
  }

  /** The same of a history whose beginning no summary stands for. */
  public ViewTerms withoutSummary() {
    return new ViewTerms(exact, recalls, false, asks);
  }

  /** The same to look at: nobody is asked for it. */
  public ViewTerms withoutAsking() {
    return new ViewTerms(exact, recalls, sums, false);
  }
}
