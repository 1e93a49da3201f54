package dev.tutti.provider.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.provider.anthropic.Anthropic;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.testing.KnownFault;
import dev.tutti.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held of a streamed answer, in however many frames it comes. */
@KnownFault("SECURITY-F3")
class GatheredSizeTest {
  private static final String START =
      "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"c\"}}";
  private static final String STOP = "{\"type\":\"message_stop\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"list\":[%s]}}",
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"name%d\":[%s]}}",
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"text%d\":\"%s\"}}",
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"partial_json\":\"%s\"}}",
        "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"citation\":{\"a\":[%s]}}}",
        "{\"type\":\"content_block_start\",\"index\":%d,\"content_block\":{\"type\":\"x\",\"a\":[%s]}}",
        "{\"type\":\"message_delta\",\"usage\":{\"name%d\":[%s]}}"
      })
  void what_is_gathered_of_an_answer_is_bounded_as_a_whole(String frame) {
    var reader = reader();
    var block = block(0, "{\"type\":\"server_tool_use\",\"list\":[]}");
    for (var each : List.of(START, block, block(1, "{\"type\":\"text\",\"text\":\"\"}"))) {
      reader.read(frame(each), _ -> {});
    }
    var piece = "0,".repeat(20_000) + "0";
    var fault = catchThrowableOfType(Fault.class, () -> feed(reader, frame, piece));
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
    assertThat(fault.getMessage()).contains("bytes of memory");
  }

  private static void feed(Adapter.Reader reader, String frame, String piece) {
    for (int i = 0; i < 2_000; i++) {
      var text = frame.replace("%d", Integer.toString(i + 2)).replace("%s", piece);
      reader.read(frame(text), _ -> {});
    }
  }

  @Test
  void what_is_said_again_is_held_once() {
    var reader = reader();
    reader.read(frame(START), _ -> {});
    var block = block(0, "{\"type\":\"server_tool_use\"}");
    reader.read(frame(block), _ -> {});
    feed(reader, "{\"type\":\"message_delta\",\"usage\":{\"name\":[%s]}}", "0,".repeat(999) + "0");
    feed(
        reader,
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"value\":{\"a\":[%s]}}}",
        "0,".repeat(999) + "0");
    reader.read(frame(STOP), _ -> {});
    assertThat(reader.done()).isTrue();
  }

  private static Adapter.Reader reader() {
    var body = "{\"model\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    var asked = ChatRequest.parse(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
    return new Anthropic(ProviderCredentials.none(), TestingExchange.DIAGNOSIS).reader(asked);
  }

  private static Frame frame(String data) {
    return new Frame("", data.getBytes(StandardCharsets.UTF_8));
  }

  private static String block(int index, String block) {
    return "{\"type\":\"content_block_start\",\"index\":%d,\"content_block\":%s}"
        .formatted(index, block);
  }
}
