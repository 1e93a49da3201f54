package dev.tutti.testing;

import java.util.concurrent.CompletableFuture;

/** Holds a script back until the test opens it. Thread-safe. */
public final class Gate {
  private final CompletableFuture<Boolean> open = new CompletableFuture<>();

  /** Lets pass, from now on. */
  public void open() {
    open.complete(true);
  }

  /** Waits until it is open. */
  public void await() throws InterruptedException {
    Patience.await(open, "a gate that was never opened");
  }
}
