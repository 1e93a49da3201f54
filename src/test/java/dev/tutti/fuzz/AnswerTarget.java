package dev.tutti.fuzz;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The readers of what providers send. The first byte says whose it is, see {@link Adapters}, from
 * the letter a on; the second whether it is a stream (s), a refusal (r) or a whole answer.
 */
public final class AnswerTarget {
  private static final ChatRequest WHOLE = ChatRequest.builder("m").user("hi").build();
  private static final ChatRequest STREAMED = ChatRequest.builder("m").user("hi").stream().build();

  private AnswerTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, AnswerTarget::fuzzerTestOneInput);
  }

  /** Reads any bytes. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    int index = Math.floorMod(input[0] - 'a', Adapters.ALL.size());
    var adapter = Adapters.ALL.get(index);
    var body = Arrays.copyOfRange(input, 2, input.length);
    var heard = new ReplyCollector();
    try {
      switch (input[1]) {
        case 's' -> stream(adapter, body, heard);
        case 'r' -> refused(adapter, body);
        default -> adapter.reader(WHOLE).whole(body, chunk -> hear(chunk, heard));
      }
    } catch (Fault _) {
      return;
    }
    var _ = heard.reply();
  }

  private static void stream(Adapter adapter, byte[] body, ReplyCollector heard) {
    var frames = adapter.frames();
    var reader = adapter.reader(STREAMED);
    frames.feed(body);
    for (Frame frame; !reader.done() && (frame = frames.next()) != null; ) {
      reader.read(frame, chunk -> hear(chunk, heard));
    }
    for (Frame frame; !reader.done() && (frame = frames.last()) != null; ) {
      reader.read(frame, chunk -> hear(chunk, heard));
    }
    reader.end(chunk -> hear(chunk, heard));
  }

  private static void hear(Chunk chunk, ReplyCollector heard) {
    var _ = chunk.usage();
    chunk.events().forEach(heard::add);
  }

  private static void refused(Adapter adapter, byte[] body) {
    var _ = adapter.fault(new Refusal(429, Map.of(), new String(body, StandardCharsets.UTF_8)));
  }
}
