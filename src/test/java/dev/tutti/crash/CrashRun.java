package dev.tutti.crash;

/**
 * A run of the suite: who asks, who is asked, and what servers have left.
 *
 * @param upstream that is asked
 * @param feeder that submits
 */
record CrashRun(CountingUpstream upstream, Feeder feeder, CrashTrace trace)
    implements AutoCloseable {

  /** Begins one. */
  static CrashRun begin() {
    var upstream = new CountingUpstream();
    return new CrashRun(upstream, new Feeder(upstream.url()), new CrashTrace());
  }

  /** A server was killed at this reading of the clock. */
  void killed(long nanos) {
    feeder.killed(nanos);
  }

  @Override
  public void close() throws Exception {
    feeder.close();
    upstream.close();
  }
}
