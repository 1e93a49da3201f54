package dev.tutti.provider.simulated;

import dev.tutti.chat.Outcome;

/**
 * Observer of one performance, told of its first content and of its end. Called on the call's loop.
 */
public interface PlaybackListener {
  /** Nobody. */
  PlaybackListener NOBODY =
      new PlaybackListener() {
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
