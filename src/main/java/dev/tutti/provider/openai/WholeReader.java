package dev.tutti.provider.openai;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.NumberLists;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.openai.repair.AnswerHead;
import dev.tutti.provider.openai.repair.AnswerScan;
import dev.tutti.provider.openai.repair.AnswerShape;
import dev.tutti.provider.openai.repair.EmbeddingRepair;
import dev.tutti.provider.openai.repair.EmbeddingScan;
import dev.tutti.provider.openai.repair.UsageRepair;
import dev.tutti.provider.openai.repair.WholeRepair;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.provider.translate.VectorForm;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reader of an answer that is one JSON text: relayed as it was written, or mended. Not thread-safe.
 */
final class WholeReader {
  /** Three million packed numbers, which take 36 MB as texts. */
  private static final int MOST_UNPACKED = 16 << 20;

  private final ChatRequest request;
  private final Diagnosis diagnosis;
  private final InstantSource clock;
  private final TokenMeter meter;

  WholeReader(ChatRequest request, Diagnosis diagnosis, InstantSource clock, TokenMeter meter) {
    this.request = request;
    this.diagnosis = diagnosis;
    this.clock = clock;
    this.meter = meter;
  }

  /**
   * Reads a body.
   *
   * @param memory is told of bytes of heap before a tree takes them, and may refuse them by
   *     throwing
   * @throws Fault that it carries, or {@code upstream_error} when it is not an answer
   */
  void read(byte[] body, LongConsumer memory, Consumer<Chunk> out) {
    out.accept(
        request.operation() == Operation.EMBEDDINGS
            ? metered(embeddings(body))
            : choices(body, memory));
  }

  private Chunk.Whole choices(byte[] bytes, LongConsumer memory) {
    var shape = AnswerShape.ofWhole(request);
    var scan = new AnswerScan(shape, meter);
    scan.read(bytes);
    boolean refused = scan.error() || scan.choices() == 0;
    if (scan.regular() && !refused) {
      return metered(scan);
    }
    memory.accept(Json.nodesOf(bytes));
    if (refused) {
      throw refusal(bytes);
    }
    var head = new AnswerHead(shape, clock, request.model());
    return metered(JsonBody.of(new WholeRepair(shape, head, meter).mend(scan.body().tree())));
  }

  private JsonBody embeddings(byte[] bytes) {
    var form = VectorForm.of(request);
    var scan = new EmbeddingScan(form);
    scan.read(bytes);
    if (scan.error() || scan.count() == 0) {
      throw refusal(bytes);
    }
    requireOneForEach(scan.count());
    if (form == VectorForm.FLOAT && scan.packed() && bytes.length > MOST_UNPACKED) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "%d bytes of embeddings in a form that was not asked for (expected: at most %d)"
              .formatted(bytes.length, MOST_UNPACKED));
    }
    return scan.regular()
        ? scan.body()
        : JsonBody.of(EmbeddingRepair.mend(tree(bytes), request.model(), form));
  }

  private static ObjectNode tree(byte[] answer) {
    return (ObjectNode) NumberLists.tree(answer);
  }

  private void requireOneForEach(int embeddings) {
    if (embeddings != request.inputs()) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "the upstream's answer has %d embeddings (expected: %d)"
              .formatted(embeddings, request.inputs()));
    }
  }

  /** A regular answer with its usage, of which no tree is made where it is in OpenAI's words. */
  private Chunk.Whole metered(AnswerScan regular) {
    var usage = regular.plainUsage();
    if (usage == null || usage.isNone()) {
      return metered(regular.body());
    }
    meter.reported(usage);
    return new Chunk.Whole(regular.body(), meter.usage());
  }

  /** The answer with its usage, reported and whole, or else estimated. */
  private Chunk.Whole metered(JsonBody answer) {
    boolean completes = request.operation() != Operation.EMBEDDINGS;
    if (answer.get("usage") instanceof ObjectNode usage) {
      boolean mended = UsageRepair.mend(usage, completes);
      meter.reported(OpenAiUsage.of(usage));
      if (meter.isReported()) {
        return new Chunk.Whole(mended ? with(answer, usage) : answer, meter.usage());
      }
    }
    return estimated(answer, completes, meter.usage());
  }

  private static Chunk.Whole estimated(JsonBody answer, boolean completes, Usage usage) {
    var json = OpenAiUsage.json(usage);
    if (!completes) {
      json.remove("completion_tokens");
    }
    return new Chunk.Whole(with(answer, json), usage);
  }

  private static JsonBody with(JsonBody answer, ObjectNode usage) {
    return JsonBody.parse(answer.with(JsonEdits.none().set("usage", usage)));
  }

  private Fault refusal(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    var fault = diagnosis.of(new Refusal(200, Map.of(), text));
    return fault.code() == FaultCode.UPSTREAM_ERROR
        ? fault.in("the upstream gave no answer")
        : fault;
  }
}
