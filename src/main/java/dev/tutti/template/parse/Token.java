package dev.tutti.template.parse;

import dev.tutti.template.api.TemplatePosition;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text its text: of a string the characters that it stands for
 * @param value the number that it stands for, or its text
 * @param position where it begins
 */
record Token(Kind kind, String text, Object value, TemplatePosition position) {
  enum Kind {
    /** Text between tags. */
    TEXT,
    /** Text between tags in which nothing is special. */
    RAW,
    /** A line that starts another message. */
    MARKER,
    EXPRESSION_BEGIN,
    EXPRESSION_END,
    TAG_BEGIN,
    TAG_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  /** Whether a tag or an expression begins here. */
  boolean begins() {
    return kind == Kind.TAG_BEGIN || kind == Kind.EXPRESSION_BEGIN;
  }

  boolean isName(String wanted) {
    return kind == Kind.NAME && text.equals(wanted);
  }

  boolean isOperator(String wanted) {
    return kind == Kind.OPERATOR && text.equals(wanted);
  }

  /** The name in messages. */
  String title() {
    return switch (kind) {
      case END -> "the end of the template";
      case TAG_END -> "the end of the tag";
      case EXPRESSION_END -> "the end of the expression";
      case STRING -> "the string '" + text + "'";
      default -> "'" + text + "'";
    };
  }
}
