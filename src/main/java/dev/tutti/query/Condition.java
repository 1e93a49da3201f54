package dev.tutti.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Condition in SQL, with a question mark for each argument. Immutable.
 *
 * @param sql of our own words only
 * @param arguments texts and whole numbers, in the order of their question marks
 */
public record Condition(String sql, List<Object> arguments) {
  /** Holds always. */
  public static final Condition ALWAYS = new Condition("1", List.of());

  /** Copies the arguments. */
  public Condition {
    arguments = List.copyOf(arguments);
  }

  static Condition of(String sql, Object... arguments) {
    return new Condition(sql, List.of(arguments));
  }

  /** Holds where a column of whole numbers has this one or a larger one. */
  public static Condition atLeast(String column, long least) {
    return of(column + " >= ?", least);
  }

  /** Holds where a column of whole numbers has one of these. */
  public static Condition among(String column, List<Long> numbers) {
    var marks = String.join(", ", Collections.nCopies(numbers.size(), "?"));
    return new Condition("%s IN (%s)".formatted(column, marks), List.copyOf(numbers));
  }

  /** Holds where a column of texts is not empty. */
  public static Condition present(String column) {
    return of(column + " <> ''");
  }

  /** Holds where all of them do. */
  public static Condition all(List<Condition> conditions) {
    return joined(conditions, " AND ");
  }

  /** Holds where one of them does. */
  static Condition any(List<Condition> conditions) {
    return joined(conditions, " OR ");
  }

  private static Condition joined(List<Condition> conditions, String word) {
    if (conditions.isEmpty()) {
      return ALWAYS;
    }
    if (conditions.size() == 1) {
      return conditions.getFirst();
    }
    var arguments = new ArrayList<Object>();
    conditions.forEach(each -> arguments.addAll(each.arguments));
    return new Condition(
        conditions.stream().map(Condition::sql).collect(Collectors.joining(word, "(", ")")),
        arguments);
  }

  /** Holds where this does not, nor is undecided. */
  Condition negated() {
    return new Condition("(" + sql + ") IS NOT TRUE", arguments);
  }
}
