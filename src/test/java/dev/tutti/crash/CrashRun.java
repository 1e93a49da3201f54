package dev.tutti.crash;

import java.io.IOException;

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

  /** Kills a server that has not ended itself, and takes note of when. */
  void kill(ServerLauncher.Life life) throws IOException, InterruptedException {
    long now = System.nanoTime();
    life.close();
    long end = System.nanoTime();
    long begin = trace.read(life.trace()).orElse(now);
    feeder.killed(new Feeder.ServerEnd(life.number(), begin, end));
  }

  @Override
  public void close() throws Exception {
    feeder.close();
    upstream.close();
  }
}
