package dev.tutti.template.api;

import dev.tutti.template.python.PythonError;
import java.io.Serial;

/**
 * A template that cannot be compiled or rendered. Its message begins with file, line and column.
 */
public final class TemplateException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Kinds of failures. */
  public enum Kind {
    /** The template is not written as templates are, or uses what is not supported. */
    SYNTAX,
    /** A name, attribute or item that is not there was used. */
    UNDEFINED,
    /** A value that may be left out was left out, and something was done with it. */
    ABSENT,
    /** An operation does not fit a value. */
    TYPE,
    /** A value that was given is of a kind that is refused. */
    VALUE,
    /** The work would cost more than the budget allows. */
    BUDGET
  }

  private final Kind kind;
  private final transient TemplatePosition position;
  private final String problem;

  TemplateException(Kind kind, TemplatePosition position, String problem) {
    super(position + ": " + problem, null, false, false);
    this.kind = kind;
    this.position = position;
    this.problem = problem;
  }

  public static TemplateException syntax(TemplatePosition position, String problem) {
    return new TemplateException(Kind.SYNTAX, position, problem);
  }

  public static TemplateException at(TemplatePosition position, PythonError error) {
    var kind =
        switch (error.kind()) {
          case TYPE -> Kind.TYPE;
          case VALUE -> Kind.VALUE;
          case UNDEFINED -> Kind.UNDEFINED;
          case ABSENT -> Kind.ABSENT;
          case BUDGET -> Kind.BUDGET;
        };
    return new TemplateException(kind, position, error.getMessage());
  }

  /** The kind, which says whose fault it is. */
  public Kind kind() {
    return kind;
  }

  /** The position in the templates. */
  public TemplatePosition position() {
    return position;
  }

  /** The problem without the position. */
  public String problem() {
    return problem;
  }
}
