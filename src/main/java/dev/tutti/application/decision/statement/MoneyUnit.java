package dev.tutti.application.decision.statement;

/**
 * Unit of money as it is printed.
 *
 * @param scale factor from it to the base unit
 * @param name such as 万元 or million USD; may be empty
 */
public record MoneyUnit(double scale, String name) {
  static final MoneyUnit NONE = new MoneyUnit(1, "");

  /** Unit without its scale, such as 元. */
  public MoneyUnit base() {
    return new MoneyUnit(
        1, name.replaceFirst("^(?:[十百千万亿]+|(?:thousand|million|billion)\\s*)", "").strip());
  }
}
