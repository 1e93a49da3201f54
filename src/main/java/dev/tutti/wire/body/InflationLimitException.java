package dev.tutti.wire.body;

import java.io.IOException;

/** A body that inflates to more than it may. */
public final class InflationLimitException extends IOException {
  private static final long serialVersionUID = 1;

  InflationLimitException(String message) {
    super(message);
  }
}
