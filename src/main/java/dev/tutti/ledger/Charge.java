package dev.tutti.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cost of an attempt, and what it is by. Immutable. */
final class Charge {
  private final Cost cost;
  private final Basis basis;
  private final @Nullable Price price;

  /** Basis of a cost. */
  enum Basis {
    /** There is nothing to pay for, or nobody knows. */
    NONE(""),
    /** A price of the table or of the configuration. */
    PRICE(""),
    /** The provider runs on the operator's own machine, or is Tutti itself. */
    FREE("free"),
    /** What the provider says that it cost. */
    REPORTED("reported"),
    /** The dearest price of its provider, as a budget pays for it. */
    DEAREST("dearest of its provider");

    private final String word;

    Basis(String word) {
      this.word = word;
    }
  }

  private Charge(Cost cost, Basis basis, @Nullable Price price) {
    this.cost = cost;
    this.basis = basis;
    this.price = price;
  }

  static Charge of(Cost cost, Basis basis) {
    return new Charge(cost, basis, null);
  }

  static Charge of(Cost cost, Price price) {
    return new Charge(cost, Basis.PRICE, price);
  }

  Cost cost() {
    return cost;
  }

  boolean isReported() {
    return basis == Basis.REPORTED;
  }

  /** Price that it is by, if it is by one. */
  Optional<Price> price() {
    return Optional.ofNullable(price);
  }

  /**
   * Basis in words: a price with the day on which it was known, such as {@code openai/gpt-4o
   * 2026-03-01}, and its source where that is the configuration; empty where there is none.
   */
  String basis() {
    return price == null ? basis.word : price.label();
  }
}
