package dev.tutti.provider.openai.repair;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.provider.translate.TokenMeter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Last chunk of a stream, without choices, with the usage that the stream reports, wherever it
 * does: of several reports the one that says most, the latest of equals. Not thread-safe.
 */
public final class UsageTail {
  private final AnswerHead head;
  private final TokenMeter meter;
  private long most = -1;
  private @Nullable ObjectNode usage;
  private @Nullable JsonBody chunk;

  public UsageTail(AnswerHead head, TokenMeter meter) {
    this.head = head;
    this.meter = meter;
  }

  /**
   * Takes a report; {@code whole} is the chunk it came in if that has nothing else to say. Whether
   * it was complete. One of nothing but zeros says that nobody counted.
   */
  public boolean offer(ObjectNode report, @Nullable JsonBody whole) {
    boolean mended = UsageRepair.mend(report, true);
    var read = OpenAiUsage.of(report);
    meter.reported(read);
    if (!read.isNone() && read.total() >= most) {
      most = read.total();
      usage = report;
      chunk = mended ? null : whole;
    }
    return !mended;
  }

  /** The last chunk. */
  public Chunk.Verbatim chunk(ChunkRepair repair) {
    var body = chunk == null || repair.carries() ? made(repair) : chunk;
    return new Chunk.Verbatim(body, false, true, meter.usage());
  }

  private JsonBody made(ChunkRepair repair) {
    var made = repair.withCarried(head.chunk());
    made.putArray("choices");
    made.set("usage", usage == null ? OpenAiUsage.json(meter.usage()) : usage);
    return JsonBody.of(made);
  }
}
