package dev.tutti.query;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Query that was read. Immutable. */
public final class Query {
  /** Longest text of a query, in characters. */
  public static final int LONGEST = 2_000;

  private final List<Term> terms;

  Query(List<Term> terms) {
    this.terms = List.copyOf(terms);
  }

  /**
   * Reads a query; an empty one means everything.
   *
   * @param fields those that it may name
   * @param moment by which its times are meant
   * @throws QuerySyntaxException naming the place
   */
  public static Query parse(String text, List<Field> fields, Moment moment) {
    return new QueryParser(text, fields, moment).query();
  }

  /** A query of what both mean. */
  public Query and(Query other) {
    return new Query(Stream.concat(terms.stream(), other.terms.stream()).toList());
  }

  /** What it says, to stand behind {@code WHERE}. */
  public Condition condition() {
    return Condition.all(terms.stream().map(Term::condition).toList());
  }

  /** Whether it says which few values a field may have, so that an index finds them. */
  public boolean isPinned(String field) {
    return terms.stream().anyMatch(term -> term.field().name().equals(field) && term.isPinned());
  }

  /** The few values that a field may have, where it says which; else none. */
  public List<Object> pinned(String field) {
    return terms.stream()
        .filter(term -> term.field().name().equals(field) && term.isPinned())
        .findFirst()
        .map(term -> term.values().stream().map(Field.Value::stored).toList())
        .orElse(List.of());
  }

  /** Fields that it names. */
  public Set<Field> fields() {
    return terms.stream().map(Term::field).collect(Collectors.toSet());
  }

  /** Whether it leaves nothing out. */
  public boolean isEverything() {
    return terms.isEmpty();
  }
}
