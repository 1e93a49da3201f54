package dev.tutti.provider.exchange;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Reply;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.error.ErrorTable;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One exchange of an adapter with an upstream that is made of text; there is no network. */
public final class TestingExchange {
  public static final Diagnosis DIAGNOSIS = new Diagnosis(ErrorTable.COMMON, () -> Instant.EPOCH);

  private final Adapter adapter;
  private final ChatRequest request;
  private final List<Chunk> chunks = new ArrayList<>();
  private final ReplyCollector reply = new ReplyCollector();

  private TestingExchange(Adapter adapter, ChatRequest request) {
    this.adapter = adapter;
    this.request = request;
  }

  public static TestingExchange chat(Adapter adapter, String request) {
    return of(adapter, Operation.CHAT, request);
  }

  public static TestingExchange of(Adapter adapter, Operation operation, String request) {
    return new TestingExchange(
        adapter, ChatRequest.parse(operation, request.getBytes(StandardCharsets.UTF_8)));
  }

  /** The request to {@code model}. */
  public UpstreamRequest outgoing(String model) {
    return adapter.outgoing(request, model);
  }

  /** The body of the request to {@code model}. */
  public JsonNode asked(String model) {
    return Json.tree(outgoing(model).body().bytes());
  }

  /** Reads a streamed body that comes in pieces of {@code cut} bytes. */
  public Reply stream(String body, int cut) {
    var reader = adapter.reader(request);
    var frames = adapter.frames();
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    Frame frame;
    for (int at = 0; at < bytes.length && !reader.done(); at += cut) {
      frames.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + cut)));
      while (!reader.done() && (frame = frames.next()) != null) {
        reader.read(frame, this::take);
      }
    }
    while (!reader.done() && (frame = frames.last()) != null) {
      reader.read(frame, this::take);
    }
    reader.end(this::take);
    return reply.reply();
  }

  /** Reads a body in one piece. */
  public Reply whole(String body) {
    adapter.reader(request).whole(body.getBytes(StandardCharsets.UTF_8), this::take);
    return reply.reply();
  }

  /** The chunks so far. */
  public List<Chunk> chunks() {
    return chunks;
  }

  private void take(Chunk chunk) {
    chunks.add(chunk);
    chunk.events().forEach(reply::add);
  }
}
