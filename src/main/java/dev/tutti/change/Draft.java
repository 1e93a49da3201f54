package dev.tutti.change;

import java.util.List;
import java.util.TreeSet;

/** Draft of a change: a subject, and the effect that somebody wants on it. */
record Draft(Subject subject, Effect effect) {

  /** Drafts that lead from one overlay to another. */
  static List<Draft> between(Overlay now, Overlay then) {
    var subjects = new TreeSet<>(now.changes().keySet());
    subjects.addAll(then.changes().keySet());
    return subjects.stream().map(each -> new Draft(each, then.effect(each))).toList();
  }
}
