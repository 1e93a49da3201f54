package dev.tutti.provider.openai;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.Usage;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.openai.repair.AnswerHead;
import dev.tutti.provider.openai.repair.AnswerScan;
import dev.tutti.provider.openai.repair.AnswerShape;
import dev.tutti.provider.openai.repair.ChunkRepair;
import dev.tutti.provider.openai.repair.StreamProgress;
import dev.tutti.provider.openai.repair.UsageTail;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reader of a stream in OpenAI's dialect: chunks that are regular are relayed as they were written,
 * those that are not are mended, and usage comes once, at the end. Not thread-safe.
 *
 * <p>An answer is complete when a finish reason was seen for every choice that began, or for one
 * before {@code [DONE]}. {@code [DONE]} alone proves nothing: relays write it after an upstream
 * that broke off. A finish reason without {@code [DONE]} is enough: some upstreams never write it.
 */
final class ChunkReader {
  private static final JsonEdits WITHOUT_USAGE = JsonEdits.none().remove("usage");

  private final Diagnosis diagnosis;
  private final AnswerScan scan;
  private final StreamProgress progress;
  private final AnswerHead head;
  private final ChunkRepair repair;
  private final UsageTail tail;
  private boolean done;

  ChunkReader(ChatRequest request, Diagnosis diagnosis, InstantSource clock, TokenMeter meter) {
    var shape = AnswerShape.ofChunks(request);
    this.diagnosis = diagnosis;
    this.scan = new AnswerScan(shape, meter);
    this.progress = new StreamProgress(shape);
    this.head = new AnswerHead(shape, clock, request.model());
    this.repair = new ChunkRepair(shape, head, progress, meter);
    this.tail = new UsageTail(head, meter);
  }

  /** Says what a frame says, see {@link Adapter.Reader#read}. */
  void read(Frame frame, Consumer<Chunk> out) {
    if (done) {
      return;
    }
    if (frame.event().equals("error")) {
      throw refusal(frame.data());
    }
    switch (word(frame)) {
      case "" -> {}
      case "[DONE]" -> finish(progress.anyFinished(), out);
      default -> chunk(frame, out);
    }
  }

  /** The data as text where it cannot be a JSON object: {@code [DONE]}, or nothing at all. */
  private static String word(Frame frame) {
    return frame.length() > 0 && frame.bytes()[frame.from()] == '{'
        ? "{"
        : new String(frame.data(), StandardCharsets.UTF_8).strip();
  }

  private void chunk(Frame frame, Consumer<Chunk> out) {
    if (!scanned(frame)) {
      return;
    }
    if (scan.error()) {
      throw refusal(frame.data());
    }
    if (scan.groq()) {
      offer(scan.body().get("x_groq").get("usage"));
    }
    if (scan.regular() && !repair.carries() && regular(out)) {
      return;
    }
    mended(out);
  }

  /** Reads a chunk; one that breaks off does not matter any more once everything was said. */
  private boolean scanned(Frame frame) {
    try {
      scan.read(frame.bytes(), frame.from(), frame.to());
      return true;
    } catch (Fault fault) {
      if (fault.code() == FaultCode.TRUNCATED && progress.allFinished()) {
        return false;
      }
      throw fault;
    }
  }

  /** Relays a chunk that needs no repair; false when it needs one after all. */
  private boolean regular(Consumer<Chunk> out) {
    if (scan.choices() == 0 && scan.usage()) {
      return report(scan.body());
    }
    if (scan.choices() != 1) {
      return false;
    }
    var state = progress.choice(scan.choice().index());
    if (!state.accepts(scan.choice())) {
      return false;
    }
    state.note(scan.choice());
    head.note(scan.body());
    var body = scan.body();
    if (scan.usage()) {
      var _ = report(null);
      body = without(body);
    }
    out.accept(new Chunk.Verbatim(body, scan.substantial(), false, Usage.NONE));
    return true;
  }

  /** Whether the report is complete, so that the chunk may stay as it is. */
  private boolean report(@Nullable JsonBody whole) {
    return scan.body().get("usage") instanceof ObjectNode usage && tail.offer(usage, whole);
  }

  private static JsonBody without(JsonBody body) {
    return JsonBody.parse(body.with(WITHOUT_USAGE));
  }

  private void mended(Consumer<Chunk> out) {
    var chunk = scan.body().tree();
    if (!chunk.path("choices").isArray() && diagnosis.isError(chunk)) {
      throw refusal(scan.body().bytes());
    }
    usages(chunk);
    var whole = chunk.path("choices").isArray() ? repair.mend(chunk) : null;
    if (whole != null) {
      boolean substantial =
          whole.path("choices").valueStream().anyMatch(ChunkRepair::isSubstantial);
      out.accept(new Chunk.Verbatim(JsonBody.of(whole), substantial, false, Usage.NONE));
    }
  }

  /** Usage stands beside the choices, in the last choice, or in a member of the provider's own. */
  private void usages(ObjectNode chunk) {
    offer(chunk.remove("usage"));
    for (var choice : chunk.path("choices")) {
      if (choice instanceof ObjectNode object) {
        offer(object.remove("usage"));
      }
    }
  }

  private void offer(@Nullable JsonNode usage) {
    if (usage instanceof ObjectNode report) {
      tail.offer(report, null);
    }
  }

  /** Whether the upstream has said its last word. */
  boolean done() {
    return done;
  }

  /** Says what was held back until the end, see {@link Adapter.Reader#end}. */
  void end(Consumer<Chunk> out) {
    if (!done) {
      finish(progress.allFinished(), out);
    }
  }

  private void finish(boolean complete, Consumer<Chunk> out) {
    if (!complete) {
      throw Fault.of(
          FaultCode.TRUNCATED,
          "the upstream ended its answer without saying why (expected: a finish reason)");
    }
    done = true;
    out.accept(tail.chunk(repair));
  }

  private Fault refusal(byte[] body) {
    return diagnosis.of(new Refusal(200, Map.of(), new String(body, StandardCharsets.UTF_8)));
  }
}
