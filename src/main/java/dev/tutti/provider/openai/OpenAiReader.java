package dev.tutti.provider.openai;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Usage;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.wire.frame.Frame;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reader of one answer in OpenAI's dialect, whether it is a stream or comes in one piece; what the
 * other form would need is not made.
 */
final class OpenAiReader implements Adapter.Reader {
  private final ChatRequest request;
  private final InstantSource clock;
  private final Diagnosis diagnosis;
  private final TokenMeter meter;
  private @Nullable ChunkReader stream;
  private boolean whole;

  OpenAiReader(ChatRequest request, Diagnosis diagnosis, InstantSource clock) {
    this.request = request;
    this.clock = clock;
    this.diagnosis = diagnosis;
    this.meter = new TokenMeter(request);
  }

  private ChunkReader stream() {
    var begun = stream;
    if (begun == null) {
      begun = new ChunkReader(request, diagnosis, clock, meter);
      stream = begun;
    }
    return begun;
  }

  @Override
  public void read(Frame frame, Consumer<Chunk> out) {
    if (!whole) {
      stream().read(frame, out);
    }
  }

  @Override
  public void end(Consumer<Chunk> out) {
    if (!whole) {
      stream().end(out);
    }
  }

  @Override
  public void whole(byte[] body, Consumer<Chunk> out) {
    whole(body, _ -> {}, out);
  }

  @Override
  public void whole(byte[] body, LongConsumer memory, Consumer<Chunk> out) {
    new WholeReader(request, diagnosis, clock, meter).read(body, memory, out);
    whole = true;
  }

  @Override
  public Usage spent() {
    return meter.spent();
  }

  @Override
  public boolean done() {
    return whole || (stream != null && stream.done());
  }
}
