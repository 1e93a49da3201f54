package dev.tutti.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The bytes that one mock model sends, written once and shared by every answer: the form and the
 * sizes of OpenAI's (a body of about 600 bytes, chunks of about 240).
 *
 * @param answer head and body of an answer that is not streamed
 * @param first head of a stream, the chunk with the role, and the first text
 * @param next one text each
 * @param last the finish reason and the end of the stream
 * @param lastWithUsage the same with the usage that {@code stream_options} asks for
 */
record MockScript(
    ByteBuf answer, ByteBuf first, List<ByteBuf> next, ByteBuf last, ByteBuf lastWithUsage) {
  /** What every whole answer says, to be looked for by the client. */
  static final String TEXT =
      "Sourdough rises overnight because the starter is a small, slow crowd of wild yeast. Keep it at room temperature,"
          + " feed it flour and water at the same hour each day, and wait for the second fold before you shape the loaf.";

  private static final String COMMON =
      """
      "id":"chatcmpl-Bq7mock0000000000000000001","object":"%s","created":1760000000,"model":"mock-2026-01-01",\
      "service_tier":"default","system_fingerprint":"fp_00mock0001",""";

  private static final String USAGE =
      """
      {"prompt_tokens":212,"completion_tokens":48,"total_tokens":260,"prompt_tokens_details":{"cached_tokens":0},\
      "completion_tokens_details":{"reasoning_tokens":0}}""";

  static MockScript of(MockModel model) {
    var texts = new ArrayList<ByteBuf>();
    for (int i = 1; i < model.chunks(); i++) {
      texts.add(fixed(event(delta("{\"content\":\"" + text(i) + "\"}", "null"))));
    }
    String first =
        event(delta("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null"))
            + event(delta("{\"content\":\"" + text(0) + "\"}", "null"));
    String finish = event(delta("{}", "\"stop\""));
    String usage =
        event(COMMON.formatted("chat.completion.chunk") + "\"choices\":[],\"usage\":" + USAGE);
    String end = framed("data: [DONE]\n\n") + "0\r\n\r\n";
    return new MockScript(
        fixed(wholeAnswer()),
        fixed(streamHead() + first),
        List.copyOf(texts),
        fixed(finish + end),
        fixed(finish + usage + end));
  }

  /**
   * The text of chunk {@code index}: numbered, so that a chunk lost, doubled or out of order is
   * seen.
   */
  static String text(int index) {
    return String.format(Locale.ROOT, " w%04d", index);
  }

  private static String wholeAnswer() {
    String choice =
        """
        "choices":[{"index":0,"message":{"role":"assistant","content":"%s","refusal":null,"annotations":[]},\
        "logprobs":null,"finish_reason":"stop"}]"""
            .formatted(TEXT);
    String body = "{" + COMMON.formatted("chat.completion") + choice + ",\"usage\":" + USAGE + "}";
    return "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req_mock0001\r\ncontent-length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String streamHead() {
    return """
    HTTP/1.1 200 OK\r
    content-type: text/event-stream; charset=utf-8\r
    cache-control: no-cache\r
    x-accel-buffering: no\r
    x-request-id: req_mock0001\r
    transfer-encoding: chunked\r
    \r
    """;
  }

  private static String delta(String delta, String finishReason) {
    return COMMON.formatted("chat.completion.chunk")
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"logprobs\":null,\"finish_reason\":"
        + finishReason
        + "}]";
  }

  private static String event(String members) {
    return framed("data: {" + members + "}\n\n");
  }

  private static String framed(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static ByteBuf fixed(String ascii) {
    return Unpooled.unreleasableBuffer(
        Unpooled.directBuffer(ascii.length())
            .writeBytes(ascii.getBytes(StandardCharsets.US_ASCII)));
  }
}
