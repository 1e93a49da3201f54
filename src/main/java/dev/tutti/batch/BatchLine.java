package dev.tutti.batch;

import dev.tutti.chat.Fault;
import dev.tutti.chat.JsonBody;
import io.vertx.core.buffer.Buffer;

/**
 * One request of a batch.
 *
 * @param number of its line, from 1
 * @param customId the caller's name for it
 * @param body of the request, as it was written
 */
record BatchLine(long number, String customId, Buffer body) {

  /**
   * Reads a line that was validated.
   *
   * @throws Fault when it is not what it was
   */
  static BatchLine of(LineReader.Line line) {
    var json = JsonBody.parse(line.bytes());
    var body = json.written("body").orElseThrow(() -> Fault.invalid("body", "is missing"));
    return new BatchLine(line.number(), json.get("custom_id").asString(""), Buffer.buffer(body));
  }
}
