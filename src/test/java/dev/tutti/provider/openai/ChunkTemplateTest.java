package dev.tutti.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.JsonEdits;
import dev.tutti.provider.openai.repair.AnswerScan;
import dev.tutti.provider.openai.repair.AnswerShape;
import dev.tutti.provider.translate.TokenMeter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A chunk that differs from the one before it in its text is understood as if it stood alone. */
class ChunkTemplateTest {
  private static final ChatRequest ASKED = ChatRequest.builder("m").user("hi").build();
  private static final JsonEdits EDITS =
      JsonEdits.none().replace("model", "mine").remove("usage").set("tutti", 1);

  private static final List<String> HEADS =
      List.of(
          "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"",
          "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"",
          "{\"object\":\"chat.completion.chunk\",\"id\":\"c1\",\"created\":2,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"");

  private static final List<String> TAILS =
      List.of(
          "\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null,\"service_tier\":\"flex\"}",
          "\"},\"finish_reason\":null}],\"x\":{\"y\":[1]}}",
          "\",\"refusal\":\"no\"},\"finish_reason\":null}]}",
          "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1}}",
          "\"}");

  /** Texts in ISO 8859-1, so that some of them are no UTF-8. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " w0001",
          "Bread",
          "a longer text, of 3 lines\\n",
          "\\u00e9",
          "\"",
          "\\",
          "\\\"}",
          "\u0000",
          "\n",
          "\u007f",
          latin("\u9eb5\u5305 caf\u00e9 \ud83e\udd56"),
          latin("\ufffd"),
          "\u00c3",
          "\u00ed\u00a0\u0080",
          "\u00c0\u00af",
          "x\",\"tool_calls\":[{\"index\":0}],\"y\":\"");

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Test
  void a_chunk_means_the_same_whatever_came_before_it() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var heard = new TokenMeter(ASKED);
    var scan = new AnswerScan(AnswerShape.CHUNK, heard);
    var alone = new TokenMeter(ASKED);
    int head = 0;
    int tail = 0;
    for (int round = 0; round < 20_000; round++) {
      head = random.nextInt(6) == 0 ? random.nextInt(HEADS.size()) : head;
      tail = random.nextInt(6) == 0 ? random.nextInt(TAILS.size()) : tail;
      var text = TEXTS.get(random.nextInt(TEXTS.size()));
      var chunk = HEADS.get(head) + text + TAILS.get(tail);
      var bytes = chunk.getBytes(StandardCharsets.ISO_8859_1);
      assertThat(meaning(scan, bytes))
          .as("seed %d: %s", seed, chunk)
          .isEqualTo(meaning(new AnswerScan(AnswerShape.CHUNK, alone), bytes));
      assertThat(heard.heard()).as("seed %d: %s", seed, chunk).isEqualTo(alone.heard());
    }
    assertThat(heard.spent()).isEqualTo(alone.spent());
  }

  @Test
  void the_place_of_members_behind_a_text_follows_its_length() {
    var scan = new AnswerScan(AnswerShape.CHUNK, new TokenMeter(ASKED));
    for (var text : List.of("one", "another one", "", "x")) {
      scan.read((HEADS.getFirst() + text + TAILS.getFirst()).getBytes(StandardCharsets.UTF_8));
      assertThat(scan.body().get("service_tier").asString()).isEqualTo("flex");
      assertThat(scan.body().get("choices").path(0).path("delta").path("content").asString())
          .isEqualTo(text);
      assertThat(scan.substantial()).isEqualTo(!text.isEmpty());
    }
  }

  private static String meaning(AnswerScan scan, byte[] chunk) {
    try {
      scan.read(chunk);
    } catch (Fault fault) {
      return fault.toString();
    }
    return String.join(
        "|",
        "%b %b %b %b %d"
            .formatted(
                scan.regular(), scan.substantial(), scan.usage(), scan.error(), scan.choices()),
        new String(scan.body().with(EDITS), StandardCharsets.UTF_8),
        scan.body().get("choices").toString(),
        scan.body().get("x").toString());
  }
}
