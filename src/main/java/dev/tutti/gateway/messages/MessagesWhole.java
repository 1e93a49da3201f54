package dev.tutti.gateway.messages;

import dev.tutti.chat.CallInput;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.CallReport;
import dev.tutti.gateway.chat.WholeWriter;
import io.vertx.core.buffer.Buffer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer as one message. */
final class MessagesWhole implements WholeWriter, BlockSink {
  private final AnswerContext context;
  private final MessagesAnswer answer;
  private final ArrayNode content = Json.array();
  private final StringBuilder words = new StringBuilder();
  private ObjectNode open = Json.object();

  MessagesWhole(AnswerContext context) {
    this.context = context;
    this.answer = new MessagesAnswer(context, this);
  }

  @Override
  public void chunk(Chunk chunk) {
    chunk.events().forEach(answer::hear);
  }

  @Override
  public Buffer body(Usage usage) {
    answer.end();
    var message = answer.message();
    message.set("content", content);
    answer.ending(message);
    answer.asides(message);
    message.set("usage", answer.usage(usage));
    context.report().whole().ifPresent(said -> message.set(CallReport.MEMBER, said));
    return Buffer.buffer(Json.bytes(message));
  }

  @Override
  public void open(int index, ObjectNode block) {
    open = block.deepCopy();
    content.add(open);
    words.setLength(0);
  }

  @Override
  public void grow(int index, Delta delta, JsonNode value) {
    switch (delta) {
      case TEXT, THINKING, INPUT -> words.append(value.asString());
      case SIGNATURE -> open.set("signature", value);
      case CITATION -> open.withArray("citations").add(value);
    }
  }

  @Override
  public void close(int index) {
    switch (open.path("type").asString("")) {
      case "text" -> open.put("text", words.toString());
      case "thinking" -> open.put("thinking", words.toString());
      case "tool_use" -> open.set("input", CallInput.of(words.toString()));
      default -> {}
    }
  }
}
