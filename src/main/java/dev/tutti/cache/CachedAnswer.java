package dev.tutti.cache;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.ChunkSize;
import dev.tutti.chat.Usage;
import java.util.List;

/**
 * An answer as it was given, chunk by chunk. Immutable, and safe to share between loops.
 *
 * @param usage what the answer has used
 */
public record CachedAnswer(Source source, Lifetime life, List<Chunk> chunks, Usage usage) {
  private static final int WITHOUT_CHUNKS = 500;

  /** Makes the list its own. */
  public CachedAnswer {
    chunks = List.copyOf(chunks);
  }

  /**
   * Origin of an answer: what was asked, and who has given it.
   *
   * @param model as the caller named it
   * @param scope what of the configuration it depends on
   * @param target who has given it
   * @param nanoDollars what it cost, in billionths of a US dollar; 0 when that is not known
   */
  public record Source(String model, String scope, DeploymentId target, long nanoDollars) {}

  /** About how many bytes of memory it takes. */
  public long size() {
    return WITHOUT_CHUNKS + chunks.stream().mapToLong(ChunkSize::of).sum();
  }
}
