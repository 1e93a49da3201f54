package dev.tutti.cooperation.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.RunObserver;
import dev.tutti.http.ErrorFormat;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers of a run that fails, which are told beside its error, as they are paid for. Thread-safe.
 */
final class PaidAnswers implements RunObserver, ErrorFormat {
  private volatile @Nullable ObjectNode paid;

  @Override
  public void progress(ObjectNode what) {}

  @Override
  public void failed(ObjectNode answers) {
    paid = answers;
  }

  /** Envelope of OpenAI's, with {@code answers, usage} and more where there are any. */
  @Override
  public Buffer error(Fault fault, String requestId) {
    var envelope = ErrorFormat.OPEN_AI.error(fault, requestId);
    var answers = paid;
    if (answers == null || !(Json.tree(envelope.getBytes()) instanceof ObjectNode error)) {
      return envelope;
    }
    error.setAll(answers);
    return Buffer.buffer(Json.bytes(error));
  }
}
