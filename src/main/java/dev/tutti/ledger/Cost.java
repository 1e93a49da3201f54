package dev.tutti.ledger;

import java.math.BigDecimal;

/** Cost of an attempt. */
public sealed interface Cost {
  /** Nothing. */
  Cost NOTHING = new Known(0);

  /** A price that is not known, which is not the same as none. */
  Cost UNKNOWN = new Unknown();

  /** Billionths of a US dollar as far as is known, 0 when nothing is. */
  long knownNanoDollars();

  /**
   * A cost by a price table.
   *
   * @param nanoDollars in billionths of a US dollar, at least 0
   */
  record Known(long nanoDollars) implements Cost {
    @Override
    public long knownNanoDollars() {
      return nanoDollars;
    }

    /** The cost in US dollars. */
    public BigDecimal dollars() {
      return BigDecimal.valueOf(nanoDollars, 9);
    }
  }

  /** No price is known for the model. */
  record Unknown() implements Cost {
    @Override
    public long knownNanoDollars() {
      return 0;
    }
  }
}
