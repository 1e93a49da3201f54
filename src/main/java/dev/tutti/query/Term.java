package dev.tutti.query;

import java.util.List;

/**
 * Term of a query: a field whose value must, or must not, be one of some. Immutable.
 *
 * @param negated whether it must not
 * @param values at least one
 */
record Term(boolean negated, Field field, Operator operator, List<Field.Value> values) {

  /** Whether it says which values the field may have, each of them whole. */
  boolean isPinned() {
    return !negated
        && operator == Operator.EQUAL
        && values.stream().noneMatch(value -> value.isPattern() || value.isNone());
  }

  /** What it says in SQL; with {@code !=} it must be none of the values. */
  Condition condition() {
    boolean none = operator == Operator.UNEQUAL;
    var used = none ? Operator.EQUAL : operator;
    var one = Condition.any(values.stream().map(value -> field.condition(used, value)).toList());
    return none == negated ? one : one.negated();
  }
}
