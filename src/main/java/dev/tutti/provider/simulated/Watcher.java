package dev.tutti.provider.simulated;

import dev.tutti.chat.Outcome;

/** Who keeps the books of one performance. Called on the call's loop. */
public interface Watcher {
  /** Nobody. */
  Watcher NOBODY =
      new Watcher() {
        @Override
        public void opened() {}

        @Override
        public void ended(Outcome outcome) {}
      };

  /** The first content is there. */
  void opened();

  /** It has ended, once. */
  void ended(Outcome outcome);
}
