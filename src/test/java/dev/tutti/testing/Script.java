package dev.tutti.testing;

import java.io.IOException;

/** What an upstream does with one request. */
@FunctionalInterface
public interface Script {

  /** Plays; what fails because the peer has left is the peer's business. */
  void play(Turn turn) throws IOException, InterruptedException;
}
