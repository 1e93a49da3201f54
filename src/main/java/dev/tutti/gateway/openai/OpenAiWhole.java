package dev.tutti.gateway.openai;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.CallReport;
import dev.tutti.gateway.chat.WholeWriter;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/** An answer as one JSON object: the upstream's own where it speaks OpenAI's dialect. */
final class OpenAiWhole implements WholeWriter {
  private final AnswerContext context;
  private @Nullable JsonBody own;
  private @Nullable ReplyCollector collector;

  OpenAiWhole(AnswerContext context) {
    this.context = context;
  }

  /** Changes in an upstream's own answer: the model's name. */
  static JsonEdits named(AnswerContext context) {
    return context.echoModel()
        ? JsonEdits.none().replace("model", context.request().model())
        : JsonEdits.none();
  }

  @Override
  public void chunk(Chunk chunk) {
    if (chunk instanceof Chunk.Whole(JsonBody json, Usage _)) {
      own = json;
    } else {
      var into = collector == null ? new ReplyCollector() : collector;
      collector = into;
      chunk.events().forEach(into::add);
    }
  }

  @Override
  public Buffer body(Usage usage) {
    var ours = context.report().whole();
    if (own != null) {
      var edits = named(context);
      var bytes = own.with(ours.map(value -> edits.set(CallReport.MEMBER, value)).orElse(edits));
      return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
    }
    var collected = collector == null ? new ReplyCollector() : collector;
    collected.add(new ChatEvent.Spent(usage));
    var answer = OpenAiJsonWriter.in(context).whole(collected.reply());
    ours.ifPresent(value -> answer.set(CallReport.MEMBER, value));
    return Buffer.buffer(Json.bytes(answer));
  }
}
