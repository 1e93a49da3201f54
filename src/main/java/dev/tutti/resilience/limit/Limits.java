package dev.tutti.resilience.limit;

import dev.tutti.call.Allowance;
import dev.tutti.config.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits of one account. Immutable.
 *
 * @param all at most one of each measure; none of a measure that is not limited
 */
public record Limits(List<Limit> all) {
  /** No limit. */
  public static final Limits NONE = new Limits(List.of());

  /**
   * One limit.
   *
   * @param most requests or tokens a minute, or calls at once, at least 1
   */
  public record Limit(Measure measure, long most) {}

  /** Keeps a copy. */
  public Limits {
    all = List.copyOf(all);
  }

  /** Reads {@code {requests, tokens, concurrency}}; what is missing is not limited. */
  public static Limits read(Section section) {
    var all = new ArrayList<Limit>();
    for (var measure : Measure.values()) {
      section
          .integer(measure.word(), 1, (int) measure.quantity().highest())
          .optional()
          .ifPresent(number -> all.add(new Limit(measure, number)));
    }
    return new Limits(all);
  }

  /** The same, but where a key has terms of its own. */
  Limits or(Allowance terms) {
    if (terms.isNone()) {
      return this;
    }
    var merged = new ArrayList<Limit>();
    for (var measure : Measure.values()) {
      terms
          .of(measure.quantity())
          .ifPresentOrElse(
              most -> merged.add(new Limit(measure, most)),
              () -> all.stream().filter(each -> each.measure == measure).forEach(merged::add));
    }
    return new Limits(merged);
  }

  /** Whether nothing is limited. */
  public boolean isNone() {
    return all.isEmpty();
  }

  /**
   * The buckets of an account.
   *
   * @param account its name, unique within the scope
   * @param subject the same in words for the caller
   */
  List<Bucket> buckets(Scope scope, String account, String subject) {
    var buckets = new ArrayList<Bucket>(all.size());
    for (var limit : all) {
      var name = scope.word() + ':' + account + ':' + limit.measure.word();
      buckets.add(new Bucket(name, scope, subject, limit.measure, limit.most));
    }
    return buckets;
  }
}
