package dev.tutti.forecast.usage;

import java.util.OptionalLong;

/** Limits beside which peaks are laid. Thread-safe. */
public interface PeakLimits {
  /** Nothing is limited. */
  PeakLimits NONE =
      new PeakLimits() {
        @Override
        public OptionalLong tokensPerMinute(String provider) {
          return OptionalLong.empty();
        }

        @Override
        public OptionalLong callsAtOnce(String provider) {
          return OptionalLong.empty();
        }
      };

  /** Tokens that a provider takes in a minute; empty where nobody has said. */
  OptionalLong tokensPerMinute(String provider);

  /** Calls at once that may be made at a provider; empty where nothing is configured. */
  OptionalLong callsAtOnce(String provider);
}
