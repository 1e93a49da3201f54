package dev.tutti.query;

/** Operator between a field and its values. */
enum Operator {
  EQUAL("="),
  UNEQUAL("!="),
  CONTAINS("~"),
  AT_MOST("<="),
  BELOW("<"),
  AT_LEAST(">="),
  ABOVE(">");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  /** What stands for it in a text; {@code :} is equal, too. */
  String sign() {
    return sign;
  }

  /** Whether it compares sizes. */
  boolean isOrder() {
    return switch (this) {
      case EQUAL, UNEQUAL, CONTAINS -> false;
      case AT_MOST, BELOW, AT_LEAST, ABOVE -> true;
    };
  }
}
