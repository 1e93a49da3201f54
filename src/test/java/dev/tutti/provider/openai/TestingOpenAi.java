package dev.tutti.provider.openai;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.Operation;
import dev.tutti.provider.TestingSchema;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.error.ErrorTable;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.OpenAiQuirks;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** An upstream of OpenAI's dialect that says what a test writes down. */
public final class TestingOpenAi {
  public static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
  public static final Diagnosis DIAGNOSIS = new Diagnosis(ErrorTable.COMMON, CLOCK);
  static final String HEAD =
      "\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
          + "\"model\":\"m-1\"";

  private TestingOpenAi() {}

  public static ChatRequest chat(String... members) {
    var more = members.length == 0 ? "" : "," + String.join(",", members);
    return request(
        Operation.CHAT,
        "{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + more + "}");
  }

  static ChatRequest request(Operation operation, String body) {
    return ChatRequest.parse(operation, body.getBytes(StandardCharsets.UTF_8));
  }

  public static OpenAi adapter(OpenAiQuirks quirks) {
    return new OpenAi(quirks, ProviderCredentials.none(), DIAGNOSIS, CLOCK);
  }

  public static Adapter.Reader reader(ChatRequest request) {
    return adapter(OpenAiQuirks.NONE).reader(request);
  }

  /** A chunk with one choice. */
  static String choice(String members) {
    return "{%s,\"choices\":[{\"index\":0,%s}]}".formatted(HEAD, members);
  }

  /** A regular chunk with a delta. */
  public static String delta(String members) {
    return choice("\"delta\":{" + members + "},\"finish_reason\":null");
  }

  /** A regular chunk that ends the choice. */
  public static String finish(String word) {
    return choice("\"delta\":{},\"finish_reason\":\"" + word + "\"");
  }

  /** The stream of some chunks, with {@code [DONE]} after them. */
  static String stream(String... chunks) {
    var text = new StringBuilder();
    for (var chunk : chunks) {
      text.append("data: ").append(chunk).append("\n\n");
    }
    return text.append("data: [DONE]\n\n").toString();
  }

  /** All that a reader says of a stream, to its end. */
  static List<Chunk> read(ChatRequest request, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return read(request, List.of(bytes));
  }

  /** All that a reader says of a stream that comes in random pieces. */
  static List<Chunk> readCut(ChatRequest request, String body, Random random) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var pieces = new ArrayList<byte[]>();
    for (int at = 0; at < bytes.length; ) {
      int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
      pieces.add(Arrays.copyOfRange(bytes, at, to));
      at = to;
    }
    return read(request, pieces);
  }

  private static List<Chunk> read(ChatRequest request, List<byte[]> pieces) {
    var adapter = adapter(OpenAiQuirks.NONE);
    var reader = adapter.reader(request);
    var frames = adapter.frames();
    var chunks = new ArrayList<Chunk>();
    Frame frame;
    for (var piece : pieces) {
      frames.feed(piece);
      while ((frame = frames.next()) != null) {
        reader.read(frame, chunks::add);
      }
    }
    while ((frame = frames.last()) != null) {
      reader.read(frame, chunks::add);
    }
    reader.end(chunks::add);
    return chunks;
  }

  /** What a stream of chunks is mended to, without the usage at its end. */
  static List<JsonNode> mended(String... chunks) {
    return read(chat("\"stream\":true"), stream(chunks)).stream()
        .map(Chunk.Verbatim.class::cast)
        .filter(chunk -> !chunk.usageOnly())
        .map(chunk -> (JsonNode) chunk.json().tree())
        .peek(TestingSchema::requireChunk)
        .toList();
  }

  /** What a whole answer is mended to. */
  static JsonNode whole(ChatRequest request, String body) {
    return wholeChunk(request, body).json().tree();
  }

  static Chunk.Whole wholeChunk(ChatRequest request, String body) {
    var chunks = new ArrayList<Chunk>();
    reader(request).whole(body.getBytes(StandardCharsets.UTF_8), chunks::add);
    return (Chunk.Whole) chunks.getFirst();
  }

  /** The text of a chunk as it goes to the caller. */
  static String text(Chunk chunk) {
    return new String(body(chunk).bytes(), StandardCharsets.UTF_8);
  }

  private static JsonBody body(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Verbatim verbatim -> verbatim.json();
      case Chunk.Whole whole -> whole.json();
      case Chunk.Events _, Chunk.ProgressNote _, Chunk.ResponseEvent _ ->
          throw new IllegalArgumentException("not written in OpenAI's dialect");
    };
  }

  static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"'));
  }
}
