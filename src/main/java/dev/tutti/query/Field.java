package dev.tutti.query;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Field that a query may name. Immutable.
 *
 * @param name lower-case letters, digits and {@code _}
 * @param type of its values
 * @param column in SQL: a column, or an expression of our own
 * @param values those that it may have; none where any of its type will do
 */
public record Field(String name, FieldType type, String column, List<String> values) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** No backslash: the reader of SQL in JDBI takes it for part of a longer literal. */
  private static final String ESCAPE = "!";

  private static final int FIRST_BEYOND_ASCII = 128;

  /** Checks the name. */
  public Field {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "field: " + name + " (expected: lower-case letters, digits and _)");
    }
    values = List.copyOf(values);
  }

  /** A field whose column has its name. */
  public static Field of(String name, FieldType type) {
    return new Field(name, type, name, List.of());
  }

  /** A field with another column. */
  public static Field of(String name, FieldType type, String column) {
    return new Field(name, type, column, List.of());
  }

  /** What is selected to show it. */
  public String selection() {
    return type == FieldType.WORD ? "(SELECT text FROM word WHERE id = " + column + ")" : column;
  }

  /**
   * What was selected as people and programs read it: a text, a whole number, dollars,
   * milliseconds, a time in UTC, or a truth.
   */
  public Object shown(Object selected) {
    return type.shown(selected);
  }

  /** Condition for one value: it, compared by an operator. */
  Condition condition(Operator operator, Value value) {
    if (value.isNone()) {
      return none(operator == Operator.UNEQUAL);
    }
    return switch (operator) {
      case EQUAL -> equal(value);
      case UNEQUAL -> condition(Operator.EQUAL, value).negated();
      case CONTAINS -> contains((String) value.stored());
      case AT_MOST, BELOW, AT_LEAST, ABOVE ->
          Condition.of(column + " " + operator.sign() + " ?", value.stored());
    };
  }

  private Condition none(boolean negated) {
    var empty =
        switch (type) {
          case TEXT -> Condition.of("(" + column + " IS NULL OR " + column + " = '')");
          case WORD -> Condition.of(column + " = (SELECT id FROM word WHERE text = '')");
          default -> Condition.of(column + " IS NULL");
        };
    return negated ? empty.negated() : empty;
  }

  private Condition equal(Value value) {
    if (value.isPattern()) {
      return text("GLOB ?", value.stored());
    }
    if (value.end() != null) {
      return Condition.of(
          "(" + column + " >= ? AND " + column + " < ?)", value.stored(), value.end());
    }
    return type == FieldType.WORD
        ? Condition.of(column + " = (SELECT id FROM word WHERE text = ?)", value.stored())
        : Condition.of(column + " = ?", value.stored());
  }

  /** SQLite's LIKE knows the capitals of ASCII only; GLOB is told of those of other letters. */
  private Condition contains(String part) {
    return part.chars().allMatch(c -> c < FIRST_BEYOND_ASCII)
        ? text("LIKE ? ESCAPE '" + ESCAPE + "'", "%" + escaped(part) + "%")
        : text("GLOB ?", "*" + inAnyCase(part) + "*");
  }

  /** Pattern of GLOB for a text with small letters and capitals, which stands for itself else. */
  private static String inAnyCase(String part) {
    var pattern = new StringBuilder();
    part.codePoints()
        .forEach(
            each -> {
              int capital = Character.toUpperCase(each);
              int[] forms =
                  IntStream.of(
                          each,
                          Character.toLowerCase(each),
                          capital,
                          Character.toLowerCase(capital),
                          Character.toTitleCase(each))
                      .distinct()
                      .toArray();
              boolean isSign = "*?[".indexOf(each) >= 0;
              pattern.append(forms.length > 1 || isSign ? "[" : "");
              IntStream.of(forms).forEach(pattern::appendCodePoint);
              pattern.append(forms.length > 1 || isSign ? "]" : "");
            });
    return pattern.toString();
  }

  private Condition text(String comparison, Object value) {
    return type == FieldType.WORD
        ? Condition.of(column + " IN (SELECT id FROM word WHERE text " + comparison + ")", value)
        : Condition.of(column + " " + comparison, value);
  }

  private static String escaped(String text) {
    return text.replace(ESCAPE, ESCAPE + ESCAPE)
        .replace("%", ESCAPE + "%")
        .replace("_", ESCAPE + "_");
  }

  /**
   * Value of a query.
   *
   * @param stored as it stands in the database; for a pattern the pattern of SQLite's GLOB
   * @param end of a span, such as a day, that it stands for; null for a point
   * @param isPattern whether it stands for all texts of a form
   * @param isNone whether it stands for no value
   */
  record Value(Object stored, @Nullable Object end, boolean isPattern, boolean isNone) {
    static final Value NONE = new Value("", null, false, true);

    static Value of(Object stored, @Nullable Object end) {
      return new Value(stored, end, false, false);
    }

    static Value pattern(String glob) {
      return new Value(glob, null, true, false);
    }
  }
}
