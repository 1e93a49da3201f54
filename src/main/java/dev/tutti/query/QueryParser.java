package dev.tutti.query;

import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reader of one query, from left to right. Not thread-safe. */
final class QueryParser {
  private static final int MOST_VALUES = 100;
  private static final String NONE = "none";

  private final String text;
  private final List<Field> fields;
  private final Moment moment;
  private int at;
  private int values;

  QueryParser(String text, List<Field> fields, Moment moment) {
    this.text = text;
    this.fields = fields;
    this.moment = moment;
  }

  Query query() {
    if (text.length() > Query.LONGEST) {
      throw wrong(
          Query.LONGEST,
          "%d characters (expected: at most %d)".formatted(text.length(), Query.LONGEST));
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw wrong(
          nul, "the character U+0000 (expected: none, as it ends patterns in the database)");
    }
    var terms = new ArrayList<Term>();
    skipSpaces();
    while (at < text.length()) {
      terms.add(term());
      if (at < text.length() && !isSpace(text.charAt(at))) {
        throw wrong(
            at, "'%c' (expected: a space, or | and another value)".formatted(text.codePointAt(at)));
      }
      skipSpaces();
    }
    return new Query(terms);
  }

  private Term term() {
    boolean negated = take("-");
    var field = field();
    skipSpaces();
    var operator = operator(field);
    skipSpaces();
    var some = new ArrayList<Field.Value>(2);
    do {
      some.add(value(field, operator));
    } while (take("|"));
    return new Term(negated, field, operator, some);
  }

  private Field field() {
    int from = at;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    var name = text.substring(from, at);
    for (var each : fields) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    var names = fields.stream().map(Field::name).toList();
    throw wrong(
        from,
        name.isEmpty()
            ? "no field's name (expected: one of %s)".formatted(String.join(", ", names))
            : "\"%s\" is no field (expected: one of %s)%s"
                .formatted(name, String.join(", ", names), Nearest.advice(name, names)));
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  }

  private Operator operator(Field field) {
    int from = at;
    var operator = take(":") ? Operator.EQUAL : written();
    if (operator == null) {
      var signs =
          Arrays.stream(Operator.values()).map(Operator::sign).collect(Collectors.joining(" "));
      throw wrong(
          from, "no operator behind %s (expected: one of %s)".formatted(field.name(), signs));
    }
    boolean fits =
        operator.isOrder()
            ? field.type().isOrdered()
            : operator != Operator.CONTAINS || field.type().isText();
    if (!fits) {
      throw wrong(
          from,
          "%s cannot be used with %s (expected: %s)"
              .formatted(
                  operator.sign(),
                  field.name(),
                  field.type().isText()
                      ? "= != or ~"
                      : field.type().isOrdered() ? "= != < <= > or >=" : "= or !="));
    }
    return operator;
  }

  private @Nullable Operator written() {
    for (var each : Operator.values()) {
      if (take(each.sign())) {
        return each;
      }
    }
    return null;
  }

  private Field.Value value(Field field, Operator operator) {
    int from = at;
    if (++values > MOST_VALUES) {
      throw wrong(from, "more than %d values (expected: fewer)".formatted(MOST_VALUES));
    }
    boolean quoted = take("\"");
    var word = quoted ? quoted(from) : bare();
    if (word.isEmpty() && !quoted) {
      throw wrong(
          from, "no value of %s (expected: %s)".formatted(field.name(), field.type().expected()));
    }
    if (!quoted && word.equals(NONE) && !operator.isOrder() && operator != Operator.CONTAINS) {
      return Field.Value.NONE;
    }
    boolean pattern =
        !quoted && operator != Operator.CONTAINS && field.type().isText() && word.indexOf('*') >= 0;
    if (pattern) {
      return Field.Value.pattern(glob(word));
    }
    return stored(field, word, from);
  }

  private Field.Value stored(Field field, String word, int from) {
    if (!field.values().isEmpty() && !field.values().contains(word)) {
      throw unexpected(
          from,
          field,
          word,
          "one of %s)%s"
              .formatted(String.join(", ", field.values()), Nearest.advice(word, field.values())));
    }
    var stored =
        field
            .type()
            .read(word, moment)
            .orElseThrow(() -> unexpected(from, field, word, field.type().expected() + ")"));
    return Field.Value.of(stored, field.type().end(word, moment).orElse(null));
  }

  private static QuerySyntaxException unexpected(
      int from, Field field, String word, String expected) {
    return wrong(from, "%s: \"%s\" (expected: %s".formatted(field.name(), word, expected));
  }

  /** Only the star means more than itself. */
  private static String glob(String word) {
    return word.replace("[", "[[]").replace("?", "[?]");
  }

  private String bare() {
    int from = at;
    while (at < text.length() && !isSpace(text.charAt(at)) && "|\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private String quoted(int from) {
    var word = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return word.toString();
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      word.append(c);
    }
    throw wrong(from, "a quote without an end (expected: another \")");
  }

  private boolean take(String expected) {
    boolean there = text.startsWith(expected, at);
    at += there ? expected.length() : 0;
    return there;
  }

  private void skipSpaces() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  /** Spaces of any width, tabs and ends of lines. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static QuerySyntaxException wrong(int index, String message) {
    return new QuerySyntaxException(index + 1, message);
  }
}
