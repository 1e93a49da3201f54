package dev.tutti.wire;

import dev.tutti.testing.RawUpstream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A pool of one loop and an upstream that says byte by byte what a test wants; new for each. */
public abstract class ByteUpstreamCase {
  protected final TestingPool pools = TestingPool.start();
  protected RawUpstream upstream;
  protected Pool pool;

  @BeforeEach
  void listen() throws IOException {
    upstream = RawUpstream.listen();
    pool = pools.pool(upstream.port());
  }

  @AfterEach
  void everyPermitIsBack() throws IOException {
    upstream.close();
    pools.awaitUnused(pool);
    pools.close();
  }
}
